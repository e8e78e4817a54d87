package dev.loqa.cli.update;

import dev.loqa.base.json.Json;
import dev.loqa.cli.release.Bundle;
import dev.loqa.cli.release.BundleArchive;
import dev.loqa.cli.release.BundleArchive.Member;
import dev.loqa.cli.release.BundleSignature;
import dev.loqa.cli.release.Platform;
import dev.loqa.cli.release.ReleaseFiles;
import dev.loqa.cli.release.ReleaseInfo;
import dev.loqa.cli.release.ReleaseKeys;
import dev.loqa.cli.release.ReleaseName;
import dev.loqa.skillhost.packages.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A bundle of a few small files, with whatever is wrong with it.
final class MadeBundle {
  static final SigningKey KEY = SigningKey.generate();
  static final Platform HERE = new Platform("linux", "amd64");

  private final ReleaseName name;
  private final SortedMap<String, String> files = new TreeMap<>();
  private ReleaseInfo info;
  private SigningKey key = KEY;

  MadeBundle(String version) {
    this(version, HERE);
  }

  MadeBundle(String version, Platform platform) {
    this.name = new ReleaseName(version, platform);
    this.info = info(version, platform, 4, 4);
    files.put("bin/loqa", "#!/bin/sh\nexit 0\n");
    files.put("lib/loqa.jar", "classes of " + version);
  }

  static ReleaseKeys keys() {
    return new ReleaseKeys(Path.of("release.pub"), List.of(KEY.publisher()));
  }

  private static ReleaseInfo info(String version, Platform platform, int writes, int reads) {
    return new ReleaseInfo(
        version, platform.os(), platform.arch(), "c0ffee", "2026-01-01T00:00:00Z", writes, reads);
  }

  MadeBundle with(String path, String content) {
    files.put(path, content);
    return this;
  }

  MadeBundle schema(int writes, int reads) {
    info = info(name.version(), name.platform(), writes, reads);
    return this;
  }

  MadeBundle saysItIs(String version) {
    info = info(version, name.platform(), 4, 4);
    return this;
  }

  MadeBundle signedBy(SigningKey other) {
    key = other;
    return this;
  }

  /// Writes the three files into a folder.
  Path in(Path folder) throws IOException {
    Path sources = Files.createTempDirectory(folder, "sources");
    SortedMap<String, Member> members = new TreeMap<>();
    SortedMap<String, String> digests = new TreeMap<>();
    files.put(ReleaseInfo.FILE, Json.text(info));
    for (var file : files.entrySet()) {
      Path source = sources.resolve(file.getKey().replace('/', '_'));
      Files.writeString(source, file.getValue());
      members.put(file.getKey(), new Member(source, file.getKey().startsWith("bin/")));
      digests.put(file.getKey(), ReleaseFiles.sha256(source));
    }
    Path list = sources.resolve("list");
    Files.writeString(list, ReleaseFiles.text(digests));
    members.put(ReleaseFiles.FILE, new Member(list, false));
    Path bundle = folder.resolve(name.file());
    BundleArchive.write(name, members, bundle);
    return signed(bundle, key);
  }

  /// Writes checksum and signature of a bundle as it is now.
  static Path signed(Path bundle, SigningKey key) throws IOException {
    byte[] checksum =
        (ReleaseFiles.sha256(bundle) + "  " + bundle.getFileName() + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    Files.write(Bundle.beside(bundle, "sha256"), checksum);
    Files.writeString(Bundle.beside(bundle, "sig"), BundleSignature.of(checksum, key).line());
    return bundle;
  }
}
