package dev.loqa.base.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavFileTest {
  @TempDir Path folder;

  @Test
  void whatWasWrittenIsReadBack() {
    Pcm pcm = Tone.of(440, 8_000, 16_000, 16_000);
    Path file = folder.resolve("tone.wav");

    WavFile.write(file, pcm);
    WavFile read = WavFile.read(file);

    assertThat(read.pcm()).isEqualTo(pcm);
    assertThat(read.format()).isEqualTo(new WavFormat(1, 16_000, 16, false));
    assertThat(read.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"8, 1", "16, 1", "24, 1", "32, 1", "32, 3", "16, 65534", "24, 65534"})
  void readsEverySampleFormatInStereo(int bits, int code) {
    Pcm tone = Tone.of(500, 12_000, 48_000, 48_000);

    WavFile read = parse(Wav.of(tone, 2, bits, code));

    assertThat(read.pcm().sampleRateHz()).isEqualTo(48_000);
    assertThat(read.pcm().length()).isEqualTo(48_000);
    assertThat(read.format().channels()).isEqualTo(2);
    assertThat(Tone.amplitude(read.pcm(), 500)).isCloseTo(12_000, within(150.0));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 22_050, 44_100, 96_000, 192_000})
  void readsEveryUsualRate(int rate) {
    WavFile read = parse(Wav.of(Tone.of(500, 12_000, rate * 2, rate), 1, 16, 1));

    assertThat(read.pcm().duration()).isEqualTo(Duration.ofSeconds(2));
    assertThat(read.pcm().at(16_000).length()).isEqualTo(32_000);
  }

  @Test
  void channelsAreMixedNotPicked() {
    byte[] wav = Wav.of(new Pcm(new short[] {1_000, 1_000}, 16_000), 2, 16, 1);
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putShort(46, (short) 3_000);

    assertThat(parse(wav).pcm().samples()).containsExactly(2_000, 1_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0xffff_ffffL, 0x7fff_f000L})
  void sizesThatAStreamLeavesOpenMeanUntilTheEnd(long size) {
    byte[] wav = Wav.of(Tone.of(500, 12_000, 1_000, 16_000), 1, 16, 1);
    Wav.putSize(wav, 4, size);
    Wav.putSize(wav, 40, size);

    WavFile read = parse(wav);

    assertThat(read.pcm().length()).isEqualTo(1_000);
    assertThat(read.warnings()).isEmpty();
  }

  @Test
  void soundThatEndsEarlyIsUsedAndSaysSo() {
    byte[] wav = Wav.of(Tone.of(500, 12_000, 1_000, 16_000), 1, 16, 1);

    WavFile read = parse(Arrays.copyOf(wav, 44 + 1_001));

    assertThat(read.pcm().length()).isEqualTo(500);
    assertThat(read.warnings())
        .anySatisfy(w -> assertThat(w).contains("test.wav", "truncated", "2000", "1000"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 15, 20, 30, 35, 40})
  void aHeaderThatEndsEarlyIsAnError(int length) {
    byte[] wav = Wav.of(Tone.of(500, 12_000, 1_000, 16_000), 1, 16, 1);

    assertFault(Arrays.copyOf(wav, length), "test.wav");
  }

  @Test
  void zeroSamplesAreAnError() {
    byte[] wav = Wav.of(new Pcm(new short[0], 16_000), 1, 16, 1);

    assertFault(wav, "0 samples");
    assertFault(new byte[0], "is empty");
  }

  @Test
  void whatIsNoWavIsCalledSoWithItsBeginning() {
    assertFault("ID3\u0004 some music".getBytes(US_ASCII), "is not a WAV file", "ID3", "convert");
  }

  @Test
  void encodingsChannelsAndRatesThatAreNotReadAreNamed() {
    Pcm pcm = Tone.of(500, 12_000, 100, 16_000);

    assertFault(Wav.of(pcm, 1, 8, 7), "encoding 7");
    assertFault(Wav.of(pcm, 9, 16, 1), "9 channels");
    assertFault(Wav.of(Tone.of(50, 12_000, 100, 4_000), 1, 16, 1), "4000 Hz");
    assertFault(Wav.of(Tone.of(50, 12_000, 100, 384_000), 1, 16, 1), "384000 Hz");
  }

  @Test
  void aFileLongerThanTheLimitIsRefusedBeforeItIsAllRead() {
    byte[] wav = Wav.of(Tone.of(500, 12_000, 32_001, 16_000), 1, 16, 1);

    assertThatThrownBy(() ->
            WavFile.read(
                new ByteArrayInputStream(wav), "test.wav", new WavLimits(Duration.ofSeconds(2))))
        .isInstanceOf(AudioException.class)
        .hasMessageContainingAll("test.wav", "longer than 2 s", "cut it");
  }

  @Test
  void chunksBeforeTheSoundAreSkipped() {
    byte[] wav = Wav.of(Tone.of(500, 12_000, 100, 16_000), 1, 16, 1);
    ByteBuffer with = ByteBuffer.allocate(wav.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    with.put(wav, 0, 36).put("LIST".getBytes(US_ASCII)).putInt(3).put(new byte[4]);
    with.put(wav, 36, wav.length - 36);

    assertThat(parse(with.array()).pcm().length()).isEqualTo(100);
  }

  @Test
  void aMissingFileAFolderAndATargetThatCannotBeWrittenAreNamed() {
    Path missing = folder.resolve("missing.wav");

    assertThatThrownBy(() -> WavFile.read(missing))
        .isInstanceOf(AudioException.class)
        .hasMessageContainingAll(missing.toString(), "does not exist");
    assertThatThrownBy(() -> WavFile.read(folder))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> WavFile.write(missing.resolve("x.wav"), new Pcm(new short[1], 16_000)))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("cannot be written");
    assertThat(missing).doesNotExist();
  }

  private static WavFile parse(byte[] wav) {
    return WavFile.read(new ByteArrayInputStream(wav), "test.wav", WavLimits.DEFAULT);
  }

  private static void assertFault(byte[] wav, String... parts) {
    assertThatThrownBy(() -> parse(wav))
        .isInstanceOf(AudioException.class)
        .hasMessageContainingAll(parts);
  }
}
