package dev.loqa.loqad.store;

import dev.loqa.loqad.store.StateChange.KvPut;
import dev.loqa.loqad.store.StoreException.Fault;
import dev.loqa.protocol.PrivacyScope;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A program that the tests start, kill and starve: `append FOLDER`, `full FOLDER`, `open FOLDER`.
final class StoreChild {
  /// Before each line that is meant for the test, to tell it from the log.
  static final String MARK = "> ";

  private static final int THREADS = 8;
  private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  private StoreChild() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    StoreOptions options = Samples.options(Path.of(args[1]));
    try (EventStore store = EventStore.open(options)) {
      switch (args[0]) {
        case "append" -> appendForEver(store);
        case "full" -> fillUp(store, Path.of(args[1]));
        default -> say("open " + store.append(Samples.event("child")).sequence());
      }
    } catch (StoreException e) {
      say(e.fault() + " " + e.getMessage());
    }
  }

  static synchronized void say(String line) {
    OUT.println(MARK + line);
    OUT.flush();
  }

  /// Says each event after it was acknowledged, and no sooner.
  private static void appendForEver(EventStore store) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < THREADS; i++) {
      String name = "writer-" + i;
      Thread.ofPlatform()
          .name(name)
          .start(() -> {
            while (never.getCount() > 0) {
              NewEvent event = Samples.event("s1", PrivacyScope.PERSISTENT, name);
              byte[] id = event.eventId().value().getBytes(StandardCharsets.UTF_8);
              Appended appended =
                  store.appendAll(List.of(event), List.of(new KvPut("child", name, id))).getFirst();
              say("acked " + appended.sequence() + " " + appended.eventId());
            }
          });
    }
    never.await();
  }

  private static void fillUp(EventStore store, Path folder)
      throws IOException, InterruptedException {
    Path filler = Files.write(folder.resolve("filler"), new byte[1 << 20]);
    List<String> acked = new ArrayList<>();
    Fault fault = null;
    while (fault == null) {
      try {
        NewEvent event = Samples.event("x".repeat(8_000));
        store.append(event);
        acked.add(event.eventId().value());
      } catch (StoreException e) {
        fault = e.fault();
        say("refused " + e.fault() + " " + e.getMessage());
      }
    }
    say("health " + store.health());
    Files.delete(filler);
    long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!(store.health() instanceof Health.Ok) && System.nanoTime() < patience) {
      store.awaitBeyond(store.newest(), Duration.ofMillis(50)); // a pause: nobody appends
    }
    say("health " + store.health());
    NewEvent after = Samples.event("after");
    store.append(after);
    acked.add(after.eventId().value());
    List<String> stored = new ArrayList<>();
    for (Page<Page.StoredEvent> page = store.events(Query.all(), Page.Cursor.START, 100);
        ;
        page = store.events(Query.all(), page.next().orElseThrow(), 100)) {
      page.items().forEach(e -> stored.add(e.event().eventId().value()));
      if (page.next().isEmpty()) {
        break;
      }
    }
    say("same " + stored.equals(acked) + " " + (acked.size() > 50) + " " + store.verify().sound());
  }

  /// The command that runs this program.
  static List<String> command(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StoreChild.class.getName()));
    command.addAll(List.of(args));
    return command;
  }
}
