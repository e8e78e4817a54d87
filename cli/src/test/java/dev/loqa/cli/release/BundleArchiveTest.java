package dev.loqa.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.release.BundleArchive.Member;
import dev.loqa.skillhost.packages.TarHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is packed comes out again, and what nobody packs does not.
final class BundleArchiveTest {
  private static final ReleaseName NAME =
      new ReleaseName("2026.1.1", new Platform("linux", "amd64"));

  @TempDir private Path folder;

  @Test
  void whatIsPackedComesOutWithItsRights() throws IOException {
    TreeMap<String, Member> files = new TreeMap<>();
    files.put("bin/loqa", new Member(file("#!/bin/sh\n"), true));
    files.put("systemd/loqa-edge@.service", new Member(file("[Unit]\n"), false));
    files.put("lib/a.jar", new Member(file("x".repeat(1_000)), false));
    Path archive = folder.resolve("a.tar.gz");
    BundleArchive.write(NAME, files, archive);
    Path again = folder.resolve("again.tar.gz");
    BundleArchive.write(NAME, files, again);

    Path into = Files.createDirectory(folder.resolve("into"));
    BundleArchive.unpack(archive, NAME, into);

    assertThat(again).hasSameBinaryContentAs(archive);
    assertThat(into.resolve("bin/loqa")).isExecutable().hasContent("#!/bin/sh\n");
    assertThat(into.resolve("systemd/loqa-edge@.service")).hasContent("[Unit]\n");
    assertThat(into.resolve("lib/a.jar")).hasContent("x".repeat(1_000));
    assertThat(Files.isExecutable(into.resolve("lib/a.jar"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../etc/passwd",
        "/etc/passwd",
        "a/../../b",
        "a//b",
        "a/./b",
        "a b",
        "a@.service",
        "systemd/@",
        "nul",
        ".proven",
        "java.arguments",
        "loqad.aot"
      })
  void aFileThatNoReleaseHasIsRefused(String name) throws IOException {
    refused(tar(header(NAME.folder(), name, 0644, 1), new byte[512]));
  }

  @Test
  void aFileOutsideTheReleaseIsRefused() throws IOException {
    refused(tar(header("", "x", 0644, 1), new byte[512]));
    refused(tar(header("loqa-2026.1.2-linux-amd64", "x", 0644, 1), new byte[512]));
  }

  @Test
  void aLinkOrAnythingButAFileIsRefused() throws IOException {
    for (char type : "123456gxLKS".toCharArray()) {
      byte[] header = header(NAME.folder(), "x", 0644, 0);
      header[156] = (byte) type;
      int sum = 0;
      for (int i = 0; i < 512; i++) {
        sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
      }
      byte[] field = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(field, 0, header, 148, 8);
      refused(tar(header));
    }
  }

  @Test
  void rightsThatNoFileHasAreRefused() throws IOException {
    refused(tar(header(NAME.folder(), "x", 0777, 0)));
  }

  @Test
  void theSameFileTwiceIsRefused() throws IOException {
    byte[] header = header(NAME.folder(), "x", 0644, 0);
    refused(tar(header, header));
  }

  @Test
  void whatIsCutOffDamagedOrGoesOnIsRefused() throws IOException {
    byte[] header = header(NAME.folder(), "x", 0644, 5_000);
    Path cut = tar(header, new byte[512]);
    refused(cut);
    byte[] packed = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(packed, packed.length / 2));
    refused(cut);
    Files.write(cut, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    refused(cut);
    refused(tar(header(NAME.folder(), "x", 0644, 0), new byte[1024], new byte[512]));
  }

  @Test
  void aSizeThatFillsTheDiskIsRefusedBeforeItIsWritten() throws IOException {
    refused(tar(header(NAME.folder(), "x", 0644, BundleArchive.MOST_BYTES + 1)));
  }

  @Test
  void anUnlistedAMissingAndAChangedFileAreNamed() throws IOException {
    Path release = Files.createDirectories(folder.resolve("release"));
    Files.writeString(release.resolve("a"), "a");
    TreeMap<String, String> list = new TreeMap<>();
    list.put("a", ReleaseFiles.sha256(release.resolve("a")));
    Files.writeString(release.resolve(ReleaseFiles.FILE), ReleaseFiles.text(list));
    Files.writeString(release.resolve("loqad.arguments"), "made here");
    ReleaseFiles.check(release);

    Files.writeString(release.resolve("b"), "b");
    assertThatThrownBy(() -> ReleaseFiles.check(release)).hasMessageContaining("b is in no list");
    Files.delete(release.resolve("b"));
    Files.writeString(release.resolve("a"), "changed");
    assertThatThrownBy(() -> ReleaseFiles.check(release)).hasMessageContaining("a is not what");
    Files.delete(release.resolve("a"));
    assertThatThrownBy(() -> ReleaseFiles.check(release)).hasMessageContaining("a is missing");
  }

  private void refused(Path archive) throws IOException {
    Path into = Files.createTempDirectory(folder, "into");
    assertThatThrownBy(() -> BundleArchive.unpack(archive, NAME, into))
        .isInstanceOf(CliException.class);
    assertThat(folder.resolve("etc")).doesNotExist();
  }

  private static byte[] header(String root, String name, int mode, long size) {
    return new TarHeader(root, name, mode, size).encode();
  }

  private Path tar(byte[]... pieces) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      tar.writeBytes(piece);
    }
    tar.writeBytes(new byte[1024]);
    Path file = Files.createTempFile(folder, "made", ".tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(tar.toByteArray());
    }
    return file;
  }

  private Path file(String content) throws IOException {
    Path file = Files.createTempFile(folder, "file", "");
    Files.writeString(file, content);
    return file;
  }
}
