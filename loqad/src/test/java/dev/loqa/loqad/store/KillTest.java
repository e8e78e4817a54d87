package dev.loqa.loqad.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.store.Page.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KillTest {
  private static final int KILLS = 10;

  @TempDir Path folder;

  @Test
  void everyAcknowledgedEventIsThereAfterEachKill() throws IOException, InterruptedException {
    Random random = new Random(42);
    Map<String, Long> acked = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int before = acked.size();
      runAndKill(1 + random.nextInt(400), acked);

      assertThat(acked.size()).isGreaterThan(before);
      try (EventStore store = EventStore.open(Samples.options(folder))) {
        Map<String, Long> stored = stored(store);
        assertThat(stored).containsAllEntriesOf(acked);
        assertThat(store.verify().sound()).isTrue();
        for (int i = 0; i < 8; i++) {
          Optional<byte[]> last = store.skills().value("child", "writer-" + i);
          last.ifPresent(
              id -> assertThat(stored).containsKey(new String(id, StandardCharsets.UTF_8)));
        }
      }
    }
  }

  private void runAndKill(int after, Map<String, Long> acked)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(StoreChild.command("append", folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      int seen = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> words = List.of(line.split(" ", -1));
        // The last line may be cut off in the middle of an id; the sequence then still has to be
        // right.
        if (words.size() == 4
            && words.get(3).length() == Samples.event("x").eventId().value().length()) {
          acked.put(words.get(3), Long.valueOf(words.get(2)));
        }
        if (++seen == after) {
          child.toHandle().destroyForcibly(); // unlike Process, this leaves what was said readable
        }
      }
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Map<String, Long> stored(EventStore store) {
    Map<String, Long> stored = new HashMap<>();
    Optional<Page.Cursor> cursor = Optional.of(Page.Cursor.START);
    while (cursor.isPresent()) {
      Page<StoredEvent> page = store.events(Query.all(), cursor.get(), Page.LIMIT);
      page.items().forEach(e -> stored.put(e.event().eventId().value(), e.sequence()));
      cursor = page.next();
    }
    return stored;
  }
}
