package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [ModelShelf] does.
abstract class ModelShelfContract {
  /// More than two pieces.
  private static final int BYTES = 300_001;

  @TempDir private Path folder = Path.of("");

  /// The shelf of who puts models there.
  abstract ModelShelf owner();

  /// The shelf of who fetches them.
  abstract ModelShelf reader();

  static byte[] content(int seed) {
    byte[] content = new byte[BYTES];
    new Random(seed).nextBytes(content);
    return content;
  }

  private ModelShelf.Shared put(String name, byte[] content) throws IOException {
    return owner().put(name, Files.write(folder.resolve("model"), content));
  }

  private static String sha256(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private byte[] fetched(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reader().fetch(reader().find(name).orElseThrow(), out, _ -> {});
    return out.toByteArray();
  }

  @Test
  void whatOnePutsAnotherFetches() throws Exception {
    byte[] content = content(1);
    ModelShelf.Shared put = put("whisper-tiny.en", content);
    assertThat(put.bytes()).isEqualTo(BYTES);
    assertThat(put.sha256()).isEqualTo(sha256(content));
    assertThat(reader().find("whisper-tiny.en")).contains(put);

    List<Long> told = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reader().fetch(put, out, told::add);
    assertThat(out.toByteArray()).isEqualTo(content);
    assertThat(told).hasSize(Math.toIntExact(put.pieces())).last().isEqualTo((long) BYTES);
    owner().takeBack("whisper-tiny.en");
  }

  @Test
  void severalLieBesideEachOther() throws IOException {
    put("a", content(2));
    put("b", content(3));
    assertThat(owner().all()).extracting(ModelShelf.Shared::name).contains("a", "b");
    assertThat(fetched("a")).isEqualTo(content(2));
    assertThat(fetched("b")).isEqualTo(content(3));
    owner().takeBack("a");
    owner().takeBack("b");
  }

  @Test
  void aNewOneReplacesWhatHadItsName() throws IOException {
    ModelShelf.Shared first = put("again", content(4));
    put("again", content(5));
    assertThat(fetched("again")).isEqualTo(content(5));
    assertThatThrownBy(() -> reader().fetch(first, new ByteArrayOutputStream(), _ -> {}))
        .isInstanceOf(BusException.class)
        .hasMessageContaining("again was taken back or shared anew");
    owner().takeBack("again");
  }

  @Test
  void whatIsTakenBackIsGone() throws IOException {
    put("gone", content(6));
    assertThat(owner().takeBack("gone")).isTrue();
    assertThat(owner().takeBack("gone")).isFalse();
    assertThat(reader().find("gone")).isEmpty();
    assertThat(owner().all()).extracting(ModelShelf.Shared::name).doesNotContain("gone");
  }

  @Test
  void aDiskThatIsFullIsSaid() throws IOException {
    ModelShelf.Shared put = put("full", content(7));
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertThatThrownBy(() -> reader().fetch(put, full, _ -> {}))
        .isInstanceOf(BusException.class)
        .hasMessageContaining("No space left on device");
    owner().takeBack("full");
  }
}
