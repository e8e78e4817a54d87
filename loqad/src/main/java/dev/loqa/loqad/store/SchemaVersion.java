package dev.loqa.loqad.store;

/// Which versions of the database this program knows.
///
/// A release must be able to go back to the one before it, so a new version comes in two releases:
/// the first can read it ([#READS] grows) and does not write it, the next one writes it ([#WRITES]
/// grows). `loqa update` refuses a release that writes what the installed one cannot read.
public final class SchemaVersion {
  /// What an older database is brought to, and a new one is.
  public static final int WRITES = 4;

  /// The newest that is opened, and left as it is.
  public static final int READS = 4;

  private SchemaVersion() {}
}
