package dev.loqa.bundles.make;

import dev.loqa.cli.release.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a native program is for a platform: the first bytes of an ELF or Mach-O file say so.
final class Programs {
  private static final int ELF_AMD64 = 62;
  private static final int ELF_ARM64 = 183;
  private static final int MACH_AMD64 = 0x01000007;
  private static final int MACH_ARM64 = 0x0100000c;
  private static final int HEAD = 20;
  private static final int DEADLINE_S = 10;
  private static final Pattern NATS = Pattern.compile("v([0-9]+\\.[0-9]+\\.[0-9]+\\S*)");

  private Programs() {}

  /// @throws MakeException when it is for another machine
  static void check(Path program, Platform platform) throws IOException {
    Platform found = platform(head(program));
    if (!found.equals(platform)) {
      throw new MakeException(
          "%s is for %s, the bundle for %s: give one for it with --nats FILE"
              .formatted(program, found, platform));
    }
  }

  /// What a nats-server says its version is, where it runs on this machine.
  static Optional<String> natsVersion(Path program) {
    try {
      Process nats = new ProcessBuilder(program.toString(), "--version").start();
      String said = new String(nats.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = NATS.matcher(said);
      return nats.waitFor(DEADLINE_S, TimeUnit.SECONDS) && version.find()
          ? Optional.of(version.group(1))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // for another processor
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static byte[] head(Path program) throws IOException {
    try (InputStream in = Files.newInputStream(program)) {
      return in.readNBytes(HEAD);
    }
  }

  private static Platform platform(byte[] head) {
    if (head.length == HEAD && little(head, 0) == 0x464c457f) {
      return switch ((head[18] & 0xff) | (head[19] & 0xff) << 8) {
        case ELF_AMD64 -> new Platform("linux", "amd64");
        case ELF_ARM64 -> new Platform("linux", "arm64");
        default -> new Platform("linux", "other");
      };
    }
    if (head.length == HEAD && little(head, 0) == 0xfeedfacf) {
      return switch (little(head, 4)) {
        case MACH_AMD64 -> new Platform("macos", "amd64");
        case MACH_ARM64 -> new Platform("macos", "arm64");
        default -> new Platform("macos", "other");
      };
    }
    return new Platform("other", "other");
  }

  private static int little(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }
}
