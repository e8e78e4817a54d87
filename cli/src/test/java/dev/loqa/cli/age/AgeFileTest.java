package dev.loqa.cli.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.cli.age.AgeException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgeFileTest {
  private static final int PIECE = 1 << 16;

  @TempDir Path folder = Path.of("");
  private final AgeKey key = AgeKey.generate();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 1_000_000})
  void readsBackWhatWasWrittenWhateverItsLength(int length) throws IOException {
    byte[] content = content(length);

    assertThat(read(write(content, key), key)).isEqualTo(content);
  }

  @Test
  void anyOfItsReadersReadsItAndNobodyElse() throws IOException {
    AgeKey other = AgeKey.generate();
    Path file = write(content(100), key, other);

    assertThat(read(file, key)).isEqualTo(content(100));
    assertThat(read(file, other)).isEqualTo(content(100));
    assertThatThrownBy(() -> read(file, AgeKey.generate()))
        .isInstanceOfSatisfying(
            AgeException.class, e -> assertThat(e.fault()).isEqualTo(Fault.OTHER_KEY));
  }

  @Test
  void aFileThatIsCutOffAnywhereIsDamaged() throws IOException {
    byte[] whole = Files.readAllBytes(write(content(3 * PIECE), key));
    int head = whole.length - 3 * (PIECE + 16) - 16;
    for (int length :
        List.of(
            head / 2,
            head,
            head + 8,
            head + 16,
            head + 16 + PIECE,
            head + 16 + PIECE + 16,
            whole.length - PIECE - 16,
            whole.length - 1)) {
      Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> read(file, key))
          .as("cut at %d of %d", length, whole.length)
          .isInstanceOf(AgeException.class);
    }
  }

  @Test
  void aFlippedBitAnywhereIsFound() throws IOException {
    byte[] whole = Files.readAllBytes(write(content(2 * PIECE + 100), key));
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      byte[] changed = whole.clone();
      // every second one in the head, which is short
      int at = random.nextInt(i % 2 == 0 ? 200 : whole.length);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Path file = Files.write(folder.resolve("changed"), changed);

      assertThatThrownBy(() -> read(file, key))
          .as("a bit of byte %d", at)
          .isInstanceOf(AgeException.class);
    }
  }

  @Test
  void swappedPiecesAreFound() throws IOException {
    byte[] whole = Files.readAllBytes(write(content(3 * PIECE), key));
    int piece = PIECE + 16;
    int first = whole.length - 3 * piece;
    byte[] swapped = whole.clone();
    System.arraycopy(whole, first, swapped, first + piece, piece);
    System.arraycopy(whole, first + piece, swapped, first, piece);
    Path file = Files.write(folder.resolve("swapped"), swapped);

    assertThatThrownBy(() -> read(file, key)).isInstanceOf(AgeException.class);
  }

  @Test
  void somethingElseIsForeign() throws IOException {
    for (String text : List.of("", "age", "PK\3\4", "age-encryption.org/v2\n")) {
      Path file = Files.writeString(folder.resolve("foreign"), text);

      assertThatThrownBy(() -> read(file, key))
          .isInstanceOfSatisfying(
              AgeException.class, e -> assertThat(e.fault()).isEqualTo(Fault.FOREIGN));
    }
  }

  @Test
  void aDamagedCommentIsNamedAsWhatItIs() {
    String text = key.text(Instant.EPOCH).replaceFirst("public key: age1.", "public key: age2x");

    assertThatThrownBy(() -> AgeKey.parse(text))
        .isInstanceOf(AgeException.class)
        .hasMessageContaining("# public key:")
        .hasMessageContaining("is damaged");
  }

  @Test
  void aKeySurvivesItsFile() throws IOException {
    AgeKey again = AgeKey.parse(key.text(Instant.EPOCH));

    assertThat(again.recipient()).isEqualTo(key.recipient());
    assertThat(read(write(content(10), key), again)).isEqualTo(content(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# public key: ", "AGE-SECRET-KEY-1QQQ", "hello", "age1abc"})
  void whatIsNoKeyIsRefused(String text) {
    assertThatThrownBy(() -> AgeKey.parse(text)).isInstanceOf(AgeException.class);
    assertThatThrownBy(() -> new AgeRecipient(text)).isInstanceOf(AgeException.class);
  }

  @Test
  void theProgramAgeReadsItToo() throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/age")),
        "the program age is not on this machine: that it reads our files is left out");
    Path file = write(content(PIECE + 5), key);
    Path secret = Files.writeString(folder.resolve("key"), key.text(Instant.EPOCH));
    Path plain = folder.resolve("plain");
    Process age =
        new ProcessBuilder("/usr/bin/age", "-d", "-i", secret.toString(), file.toString())
            .redirectOutput(plain.toFile())
            .start();

    assertThat(age.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readAllBytes(plain)).isEqualTo(content(PIECE + 5));
  }

  private Path write(byte[] content, AgeKey... readers) throws IOException {
    Path file = folder.resolve("file.age");
    Files.deleteIfExists(file);
    try (OutputStream out =
        AgeFile.encrypting(
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            Arrays.stream(readers).map(one -> one.recipient().orElseThrow()).toList())) {
      out.write(content);
    }
    return file;
  }

  private static byte[] read(Path file, AgeKey reader) throws IOException {
    try (InputStream in = AgeFile.decrypting(file, List.of(reader))) {
      return in.readAllBytes();
    }
  }

  private static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }
}
