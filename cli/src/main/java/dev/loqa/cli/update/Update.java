package dev.loqa.cli.update;

import dev.loqa.base.files.DurableFiles;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.release.Bundle;
import dev.loqa.cli.release.BundleArchive;
import dev.loqa.cli.release.Platform;
import dev.loqa.cli.release.ReleaseFiles;
import dev.loqa.cli.release.ReleaseInfo;
import dev.loqa.cli.release.ReleaseKeys;
import dev.loqa.cli.release.ReleaseName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The order of an update: verify, unpack beside, place, prepare, prove, then [Switch]. A kill or a
/// power cut at any point leaves `active` at a release that is complete and proven, and the next
/// update goes on from there.
///
/// The caller holds the [UpdateLock]. Used by one thread.
final class Update {
  private static final long ROOM_BESIDE = 64L << 20;
  private static final int ROOM_TIMES = 3;

  private final Releases releases;
  private final Platform here;
  private final Trial trial;
  private final Switch switching;
  private final Consumer<Step> at;

  /// @param here what bundles must be for
  /// @param at hears of each step when it is done
  Update(Releases releases, Platform here, Trial trial, Switch switching, Consumer<Step> at) {
    this.releases = releases;
    this.here = here;
    this.trial = trial;
    this.switching = switching;
    this.at = at;
  }

  /// Installs a bundle and switches to it.
  ///
  /// @param again whether a bundle that was refused before is tried again
  /// @throws CliException when nothing was switched
  Ended apply(Path file, ReleaseKeys keys, boolean again) {
    try {
      switching.resolve(false);
      Bundle bundle = believed(file, keys);
      String version = bundle.name().version();
      at.accept(Step.VERIFIED);
      releases.tidy();
      if (releases.active().equals(Optional.of(version))) {
        return already(bundle);
      }
      if (again) {
        releases.forgive(version);
      }
      refuseRefused(bundle);
      unpack(bundle);
      prove(bundle);
      Ended ended = switching.to(version);
      if (ended instanceof Ended.RolledBack back) {
        releases.refuse(version, bundle.sha256(), back.fault());
      }
      releases.prune(
          ended instanceof Ended.Switched switched
              ? Optional.ofNullable(switched.from())
              : Optional.empty());
      at.accept(Step.PRUNED);
      return ended;
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED,
          releases.root()
              + " cannot be changed ("
              + e
              + "): make room, check its rights, run it again",
          e);
    }
  }

  private Ended already(Bundle bundle) throws IOException {
    String version = bundle.name().version();
    if (!releases.provenOf(version).equals(Optional.of(bundle.sha256()))) {
      throw new CliException(
          Exit.CONFLICT,
          version
              + " is active and was made of another bundle: a release never changes, so give the new"
              + " one another --version");
    }
    return new Ended.Already(version);
  }

  private Bundle believed(Path file, ReleaseKeys keys) {
    ReleaseName.ofFile(String.valueOf(file.getFileName()))
        .map(ReleaseName::platform)
        .filter(platform -> !platform.equals(here))
        .ifPresent(platform -> {
          throw new CliException(
              Exit.FAILED,
              "%s is for %s and this machine is %s: take the one for it"
                  .formatted(file, platform, here));
        });
    return Bundle.verify(file, keys);
  }

  private void refuseRefused(Bundle bundle) throws IOException {
    Optional<String> why = releases.refusal(bundle.name().version(), bundle.sha256());
    if (why.isPresent()) {
      throw new CliException(
          Exit.CONFLICT,
          "%s was tried on this machine and is not tried again (%s): --again does"
              .formatted(bundle.name().version(), why.get()));
    }
  }

  private void unpack(Bundle bundle) throws IOException {
    String version = bundle.name().version();
    Path part = releases.part(version);
    long wanted = ROOM_TIMES * Files.size(bundle.file()) + ROOM_BESIDE;
    long room = Files.getFileStore(part).getUsableSpace();
    if (room < wanted) {
      throw new CliException(
          Exit.FAILED,
          "%s has room for %d MB and an update wants %d: make room, nothing was changed"
              .formatted(releases.root(), room >> 20, wanted >> 20));
    }
    BundleArchive.unpack(bundle.file(), bundle.name(), part);
    ReleaseFiles.check(part);
    ReleaseInfo info = ReleaseInfo.in(part);
    if (!info.name().equals(bundle.name())) {
      throw new CliException(
          Exit.UNTRUSTED,
          "%s says inside that it is %s: nothing of it is used"
              .formatted(bundle.file(), info.name().folder()));
    }
    refuseWhatCannotBeLeft(info);
    at.accept(Step.UNPACKED);
    releases.place(part, version);
    at.accept(Step.PLACED);
  }

  /// A release whose database the active one cannot read would have no way back.
  private void refuseWhatCannotBeLeft(ReleaseInfo info) throws IOException {
    Optional<String> active = releases.active();
    if (active.isEmpty()) {
      return;
    }
    ReleaseInfo before = ReleaseInfo.in(releases.folder(active.get()));
    if (!info.canBeLeftFor(before)) {
      throw new CliException(
          Exit.CONFLICT,
          "%s writes version %d of the database and %s, which is active, reads up to %d, so there would be no way back: install a release between them first"
              .formatted(info.version(), info.schema(), before.version(), before.readsSchema()));
    }
  }

  private void prove(Bundle bundle) throws IOException {
    String version = bundle.name().version();
    trial.prepare(releases.folder(version));
    at.accept(Step.PREPARED);
    try {
      trial.prove(releases.folder(version));
    } catch (CliException e) {
      releases.refuse(version, bundle.sha256(), "smoke test: " + e.words());
      releases.remove(version);
      throw new CliException(
          e.exitCode(),
          "%s failed its smoke test and is not used: %s".formatted(version, e.words()),
          e);
    }
    DurableFiles.settle(releases.folder(version)); // what it made for itself, too
    releases.prove(version, bundle.sha256());
    at.accept(Step.PROVEN);
  }
}
