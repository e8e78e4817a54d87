package dev.loqa.cli.update;

/// Where an update is: after each of these it may be killed, and tests do.
public enum Step {
  /// Signature and checksum are right; nothing was written.
  VERIFIED,
  /// Unpacked into a folder of another name, complete and durable.
  UNPACKED,
  /// At its place, and not to be used yet.
  PLACED,
  /// What its programs start with is written down.
  PREPARED,
  /// It passed its smoke test, and says so.
  PROVEN,
  /// That a switch begins is durable.
  PENDING,
  /// `active` is the other release.
  FLIPPED,
  /// The programs were told to start anew.
  RESTARTED,
  /// They are healthy.
  HEALTHY,
  /// Nothing is pending any more.
  SETTLED,
  /// `active` is the release before again.
  FLIPPED_BACK,
  /// The programs of the release before were told to start anew.
  RESTARTED_BACK,
  /// Releases that are too many are gone.
  PRUNED
}
