package dev.loqa.cli.update;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.release.ReleaseInfo;
import dev.loqa.cli.release.ReleaseName;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// From one proven release to another: say durably that it begins, flip `active`, start anew, wait
/// for health; without health the same way back. What was killed in between is gone back from by
/// [#resolve].
///
/// The caller holds the [UpdateLock]. Used by one thread.
final class Switch {
  private final Releases releases;
  private final Service service;
  private final LongSupplier nanos;
  private final Consumer<Step> at;

  Switch(Releases releases, Service service, LongSupplier nanos, Consumer<Step> at) {
    this.releases = releases;
    this.service = service;
    this.nanos = nanos;
    this.at = at;
  }

  /// Switches to a proven release.
  Ended to(String version) throws IOException {
    return to(version, false);
  }

  private Ended to(String version, boolean ranBefore) throws IOException {
    Optional<String> from = releases.active();
    boolean watched = from.isPresent() && service.runs();
    releases.begin(new Pending(from.orElse(null), version));
    at.accept(Step.PENDING);
    releases.flip(version);
    at.accept(Step.FLIPPED);
    Optional<String> fault = watched ? started(ranBefore) : Optional.empty();
    if (fault.isPresent() && from.isPresent()) {
      return back(from.get(), version, fault.get());
    }
    at.accept(Step.HEALTHY);
    settled();
    return new Ended.Switched(version, from.orElse(null), watched);
  }

  private Optional<String> started(boolean ranBefore) {
    Optional<String> fault = service.restart();
    at.accept(Step.RESTARTED);
    return fault.isPresent() ? fault : service.health(ranBefore);
  }

  private Ended back(String to, String left, String fault) throws IOException {
    long known = nanos.getAsLong();
    releases.flip(to);
    at.accept(Step.FLIPPED_BACK);
    Optional<String> wrong = service.restart();
    at.accept(Step.RESTARTED_BACK);
    if (wrong.isEmpty()) {
      wrong = service.health(true);
    }
    settled();
    Duration took = Duration.ofNanos(nanos.getAsLong() - known);
    return new Ended.RolledBack(to, left, fault, took, wrong.orElse(null));
  }

  private void settled() throws IOException {
    releases.settled();
    at.accept(Step.SETTLED);
  }

  /// Ends a switch that was killed: goes back to the release before, since nobody saw the other one
  /// healthy.
  ///
  /// @param boot whether nothing runs yet, so that nothing has to start anew
  /// @return what was gone back from, if anything
  Optional<Pending> resolve(boolean boot) throws IOException {
    Optional<Pending> pending = releases.pending();
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    String from = pending.get().from();
    if (from != null && releases.isProven(from)) {
      if (!releases.active().equals(Optional.of(from))) {
        releases.flip(from);
        at.accept(Step.FLIPPED_BACK);
      }
      if (!boot) {
        Optional<String> fault = service.restart();
        at.accept(Step.RESTARTED_BACK);
        fault.ifPresent(words -> {
          throw new CliException(
              Exit.FAILED,
              from + " is active again and does not start (" + words + "): look into its log");
        });
      }
    }
    settled();
    return pending;
  }

  /// Goes to another release by hand.
  ///
  /// @param version which; empty: the newest proven one that is older than the active one
  Ended back(Optional<String> version) {
    try {
      resolve(false);
      String active =
          releases.active().orElseThrow(() -> cannot("no release is active on this machine"));
      String to =
          version.isPresent()
              ? version.get()
              : releases.proven().stream()
                  .filter(one -> ReleaseName.OLDEST_FIRST.compare(one, active) < 0)
                  .findFirst()
                  .orElseThrow(() -> cannot("there is no release before " + active));
      if (!ReleaseName.isVersion(to) || !releases.isProven(to)) {
        throw cannot("release " + to + " is not here, or never passed its smoke test");
      }
      if (to.equals(active)) {
        return new Ended.Already(to);
      }
      ReleaseInfo before = ReleaseInfo.in(releases.folder(to));
      ReleaseInfo now = ReleaseInfo.in(releases.folder(active));
      if (!now.canBeLeftFor(before)) {
        throw cannot(
            "%s writes version %d of the database and %s reads up to %d"
                .formatted(active, now.schema(), to, before.readsSchema()));
      }
      Ended ended = to(to, true);
      if (ended instanceof Ended.Switched) {
        releases.refuse(active, releases.provenOf(active).orElse(""), "gone back from by hand");
      }
      return ended;
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, releases.root() + " cannot be changed (" + e + "): check its rights", e);
    }
  }

  private static CliException cannot(String fault) {
    return new CliException(Exit.FAILED, fault + ": loqa update status says what is here");
  }
}
