package dev.loqa.loqad.store;

import static dev.loqa.loqad.store.Samples.event;
import static dev.loqa.loqad.store.Samples.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.loqad.store.StoreException.Fault;
import dev.loqa.loqad.store.VerifyReport.BadEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChainTest {
  @TempDir Path folder;

  @BeforeEach
  void appendTen() {
    try (EventStore store = EventStore.open(options(folder))) {
      store.appendAll(Samples.many(10));
    }
  }

  @Test
  void digestIsTheHashOfSaltAndPayload() throws SQLException, NoSuchAlgorithmException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT salt, payload, digest FROM events WHERE seq = 4")) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(row.getBytes(1));

      assertThat(row.getBytes(1)).hasSize(16);
      assertThat(sha256.digest(row.getString(2).getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(row.getBytes(3));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ünïcode 🎈", "a\0b", "half a pair \ud83c", "\r\n\t\u001f"})
  void storesEveryTextAsTextThatVerifies(String text) throws SQLException {
    try (EventStore store = EventStore.open(options(folder))) {
      store.append(event(text));
      assertThat(store.verify()).isEqualTo(new VerifyReport(11, 0, 0, null));
    }
    byte[] utf8 = ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT typeof(envelope), typeof(payload), payload FROM events WHERE seq = 11")) {
      assertThat(row.getString(1)).isEqualTo("text");
      assertThat(row.getString(2)).isEqualTo("text");
      assertThat(row.getString(3)).isEqualTo(new String(utf8, StandardCharsets.UTF_8));
    }
  }

  @Test
  void aLinkIsWhatThisFormatSays() {
    Chain chain = new Chain();
    byte[] digest = chain.salted(new byte[16], "{}".getBytes(StandardCharsets.UTF_8));
    byte[] link =
        chain.link(
            Chain.origin(),
            1,
            digest,
            digest,
            new Chain.Head("id-1", "a.b", "loqad", 1_000_000, 2));

    // Computed apart from this code: a change here breaks every store that exists.
    assertThat(HexFormat.of().formatHex(link))
        .isEqualTo("c8b74162f60912d6e46e970d0b91d9f2b445669a4bcf30cd233f293f12d60c7f");
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE events SET payload = '{}' WHERE seq = 4, 4, payload",
    "UPDATE events SET envelope = replace(envelope 'anna' 'otto') WHERE seq = 5, 5, envelope",
    "UPDATE events SET at = at + 1 WHERE seq = 6, 6, time",
    "UPDATE events SET event_id = 'other' WHERE seq = 1, 1, id",
    "UPDATE events SET type = node WHERE seq = 10, 10, type",
    "UPDATE events SET scope = 1 WHERE seq = 3, 3, scope",
    "DELETE FROM events WHERE seq = 7, 7, missing",
    "DELETE FROM events WHERE seq = 1, 1, missing",
    "UPDATE events SET payload = NULL WHERE seq = 2, 2, content is missing",
    "UPDATE events SET payload = NULL; UPDATE events SET seal = digest WHERE seq = 8, 1, content is missing",
    "UPDATE events SET link = zeroblob(32) WHERE seq = 9, 9, written"
  })
  void namesTheFirstEventThatIsNotWhatWasWritten(String sql, long sequence, String reason)
      throws SQLException {
    Samples.tamper(folder, sql.replace("envelope 'anna' 'otto'", "envelope, 'anna', 'otto'"));

    BadEvent bad = EventStore.verify(folder.resolve("events.db")).firstBad().orElseThrow();

    assertThat(bad.sequence()).isEqualTo(sequence);
    assertThat(bad.reason()).contains(reason);
  }

  @Test
  void noticesACheckpointThatNobodyAnnounced() throws SQLException {
    Samples.tamper(
        folder, "INSERT INTO checkpoints SELECT seq, link, at FROM events WHERE seq = 4");
    Samples.tamper(folder, "DELETE FROM events WHERE seq <= 4");

    BadEvent bad = EventStore.verify(folder.resolve("events.db")).firstBad().orElseThrow();

    assertThat(bad.reason()).contains("checkpoint is at 4").contains("announced nothing");
  }

  @Test
  void namesTheEventWhereTheFileItselfIsDamaged() throws IOException {
    try (EventStore store = EventStore.open(options(folder))) {
      store.appendAll(Samples.many(3_000));
    }
    Path file = folder.resolve("events.db");
    long pages = Files.size(file) / 4096;
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(pages / 2 * 4096);
      raw.write(new byte[16 * 4096]);
    }

    VerifyReport report = EventStore.verify(file);

    assertThat(report.sound()).isFalse();
    assertThat(report.firstBad().orElseThrow().sequence()).isBetween(2L, 3_010L);
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedInWords() throws IOException {
    Files.writeString(
        folder.resolve("events.db"),
        "this is not a database, it is a sentence that goes on for a while".repeat(20));

    assertThatThrownBy(() -> EventStore.open(options(folder)))
        .hasMessageContaining("events.db is damaged")
        .hasMessageContaining("loqa restore")
        .extracting(e -> ((StoreException) e).fault())
        .isEqualTo(Fault.DAMAGED);
  }

  @Test
  void aNewerSchemaIsRefusedInWords() throws SQLException {
    Samples.tamper(folder, "PRAGMA user_version = 99");

    assertThatThrownBy(() -> EventStore.open(options(folder)))
        .hasMessageContaining("schema version 99");
  }

  @Test
  void aDataFolderThatCanNotBeOneIsRefusedInWords() throws IOException {
    Path file = Files.writeString(folder.resolve("plain"), "a file");

    assertThatThrownBy(() -> EventStore.open(options(file.resolve("data"))))
        .hasMessageContaining("can not be written")
        .extracting(e -> ((StoreException) e).fault())
        .isEqualTo(Fault.READ_ONLY);
  }

  @Test
  void theStoreIsFreeAgainAfterAFailedStart() throws SQLException {
    Samples.tamper(folder, "PRAGMA user_version = 99");
    assertThatThrownBy(() -> EventStore.open(options(folder))).isInstanceOf(StoreException.class);
    Samples.tamper(folder, "PRAGMA user_version = " + SchemaVersion.WRITES);

    try (EventStore store = EventStore.open(options(folder))) {
      assertThat(store.append(event("again")).sequence()).isEqualTo(11);
      assertThat(store.appendAll(List.of())).isEmpty();
    }
  }
}
