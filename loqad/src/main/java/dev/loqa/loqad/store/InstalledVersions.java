package dev.loqa.loqad.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Which skills are installed, in which versions, and whose they are. Reads see what is committed;
/// writing is a list of [StateChange]s given to [EventStore#appendAll]. Any thread may call.
public final class InstalledVersions {
  private static final String COLUMNS =
      "SELECT skill, digest, version, publisher, active, installed_at, consent, installed_by, note FROM skill_versions";

  private final Readers readers;

  InstalledVersions(Readers readers) {
    this.readers = readers;
  }

  /// Every version of every skill, by name, newest install first.
  public List<InstalledVersion> all() {
    return readers.read(
        "reading the installed skills",
        connection ->
            EventReader.run(
                connection,
                COLUMNS + " ORDER BY skill, installed_at DESC",
                List.of(),
                InstalledVersions::version));
  }

  /// The versions of one skill, newest install first; none when it is not installed.
  public List<InstalledVersion> of(String skill) {
    return readers.read(
        "reading the versions of " + skill,
        connection ->
            EventReader.run(
                connection,
                COLUMNS + " WHERE skill = ? ORDER BY installed_at DESC",
                List.of(skill),
                InstalledVersions::version));
  }

  /// The version that runs.
  public Optional<InstalledVersion> active(String skill) {
    return of(skill).stream().filter(InstalledVersion::active).findFirst();
  }

  /// The fingerprint of the key whose packages may carry this name. It outlives the removal of the
  /// skill, whose data waits for the same publisher.
  public Optional<String> publisher(String skill) {
    return readers.read(
        "reading the publisher of " + skill,
        connection ->
            EventReader.run(
                    connection,
                    "SELECT publisher FROM skill_publishers WHERE skill = ?",
                    List.of(skill),
                    row -> row.getString(1))
                .stream()
                .findFirst());
  }

  /// The skills that a key answers for.
  public List<String> skillsOf(String publisher) {
    return readers.read(
        "reading the skills of a publisher",
        connection ->
            EventReader.run(
                connection,
                "SELECT skill FROM skill_publishers WHERE publisher = ? ORDER BY skill",
                List.of(publisher),
                row -> row.getString(1)));
  }

  private static InstalledVersion version(ResultSet row) throws SQLException {
    return new InstalledVersion(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getBoolean(5),
        SealedEvent.instant(row.getLong(6)),
        row.getString(7),
        row.getString(8),
        row.getString(9));
  }
}
