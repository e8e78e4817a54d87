package dev.loqa.edge.stt.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.edge.stt.SttException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeatureSettingsTest {
  @TempDir private Path model;

  @Test
  void areReadFromTheModel() throws IOException {
    write(
        """
        -lowerf 130
        -upperf 6800
        -nfilt 25
        -transform dct
        -lifter 22
        -feat 1s_c_d_dd
        -agc none
        -cmn batch
        -cmninit 41.00,-5.29
        """);

    var settings = FeatureSettings.of(model);

    assertThat(settings.lowestHz()).isEqualTo(130);
    assertThat(settings.highestHz()).isEqualTo(6800);
    assertThat(settings.filters()).isEqualTo(25);
    assertThat(settings.legacy()).isFalse();
    assertThat(settings.lifter()).isEqualTo(22);
    assertThat(settings.mean()).hasSize(13).startsWith(41f, -5.29f, 0f);
  }

  @Test
  void areSphinxesOwnWhereTheModelIsSilent() throws IOException {
    write("-feat 1s_c_d_dd\n");

    var settings = FeatureSettings.of(model);

    assertThat(settings.filters()).isEqualTo(40);
    assertThat(settings.legacy()).isTrue();
    assertThat(settings.mean()).startsWith(40f, 3f, -1f, 0f);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-samprate 8000",
        "-nfft 256",
        "-transform htk",
        "-warp_type affine",
        "-nfilt 5",
        "-nfilt many",
        "-upperf 9000",
        "-cmninit 1,2,3,4,5,6,7,8,9,10,11,12,13,14"
      })
  void whatTheFrontEndCannotDoIsRefusedByName(String line) throws IOException {
    write(line + "\n");

    assertThatThrownBy(() -> FeatureSettings.of(model))
        .isInstanceOf(SttException.class)
        .hasMessageContaining("feat.params")
        .hasMessageContaining("16 kHz");
  }

  @Test
  void aModelWithoutThemIsNone() {
    assertThatThrownBy(() -> FeatureSettings.of(model))
        .isInstanceOf(SttException.class)
        .hasMessageContaining("install the acoustic model again");
  }

  @Test
  void theDecoderGetsThemWithoutItsOwnNormalisation() throws IOException {
    write("-lowerf 130\n-cmn batch\n-varnorm yes\n-cmninit 41.00,-5.29\n");

    var file = FeatureSettings.withoutNormalisation(model);

    assertThat(file).content().isEqualTo("-lowerf 130\n-cmn none\n-varnorm no\n");
    Files.delete(file);
  }

  private void write(String settings) throws IOException {
    Files.writeString(model.resolve("feat.params"), settings);
  }
}
