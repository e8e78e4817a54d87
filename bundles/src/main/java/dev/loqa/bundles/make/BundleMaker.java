package dev.loqa.bundles.make;

import dev.loqa.base.json.Json;
import dev.loqa.bundles.layout.ShippedSkills;
import dev.loqa.cli.release.Bundle;
import dev.loqa.cli.release.BundleArchive;
import dev.loqa.cli.release.BundleArchive.Member;
import dev.loqa.cli.release.BundleSignature;
import dev.loqa.cli.release.ReleaseFiles;
import dev.loqa.cli.release.ReleaseInfo;
import dev.loqa.cli.release.ReleaseName;
import dev.loqa.loqad.store.SchemaVersion;
import dev.loqa.skillhost.packages.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes the bundle of a checkout that was built: archive, checksum, signature, and the file that
/// names the newest. The same sources, name and key give the same bytes, on every machine with the
/// same compressor.
final class BundleMaker {
  private final Path checkout;
  private final Path out;
  private final Path work;

  /// @param out where the bundle goes
  /// @param work an empty folder, which stays the caller's
  BundleMaker(Path checkout, Path out, Path work) {
    this.checkout = checkout;
    this.out = out;
    this.work = work;
  }

  /// Makes it; an older bundle of that name is replaced, file by file, the archive first.
  ///
  /// @param nats the nats-server that comes with it
  Path make(ReleaseName name, Path nats, Optional<SigningKey> key) throws IOException {
    Files.createDirectories(out);
    Path packages = work.resolve("packages");
    ShippedSkills.write(ShippedSkills.built(checkout), packages, key);
    Layout layout = new Layout(checkout, work);
    SortedMap<String, Member> files = layout.files(nats, name.platform(), packages);
    layout.write(ReleaseInfo.FILE, Json.pretty(info(name)) + "\n");
    layout.write(
        Sbom.FILE,
        Sbom.of(
            checkout, name, files, Programs.natsVersion(nats).orElse(Sbom.pinnedNats(checkout))));
    layout.write(ReleaseFiles.FILE, ReleaseFiles.text(digests(files)));
    Path bundle = out.resolve(name.file());
    Path part = work.resolve("archive");
    BundleArchive.write(name, files, part);
    Files.move(part, bundle, StandardCopyOption.REPLACE_EXISTING);
    byte[] checksum =
        (ReleaseFiles.sha256(bundle) + "  " + name.file() + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    Files.write(Bundle.beside(bundle, "sha256"), checksum);
    Path signature = Bundle.beside(bundle, "sig");
    if (key.isPresent()) {
      Files.writeString(signature, BundleSignature.of(checksum, key.get()).line());
    } else {
      Files.deleteIfExists(signature);
    }
    Files.writeString(
        out.resolve("latest-" + name.platform()), name.file() + " " + Files.size(bundle) + "\n");
    return bundle;
  }

  private ReleaseInfo info(ReleaseName name) {
    Sources sources = Sources.of(checkout);
    return new ReleaseInfo(
        name.version(),
        name.platform().os(),
        name.platform().arch(),
        sources.commit(),
        sources.committed(),
        SchemaVersion.WRITES,
        SchemaVersion.READS);
  }

  private static SortedMap<String, String> digests(SortedMap<String, Member> files)
      throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (var file : files.entrySet()) {
      digests.put(file.getKey(), ReleaseFiles.sha256(file.getValue().source()));
    }
    return digests;
  }
}
