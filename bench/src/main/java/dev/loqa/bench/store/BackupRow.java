package dev.loqa.bench.store;

import dev.loqa.base.json.Json;
import dev.loqa.base.process.JavaProgram;
import dev.loqa.bench.measure.Command;
import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreContent;
import dev.loqa.loqad.store.StoreCopy;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.loqad.store.Timer;
import dev.loqa.protocol.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// A house of a million events is backed up and restored by the commands that a person types, each
/// a process of its own; what is there afterwards is compared with what was there before.
public final class BackupRow implements Row {
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final int BATCH = 1_000;
  private static final int PAYLOAD = 200;
  private static final int TIMERS = 50;
  private static final int FILES = 60;

  @Override
  public List<Line> measure(Size size) throws IOException {
    int events = size.of(1_000_000, 5_000);
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      Path house = Files.createDirectory(folder.path().resolve("house"));
      size.say("a house of " + events + " events");
      furnish(house, events);
      Path key = folder.path().resolve("key");
      loqa("backup", "keygen", key.toString(), "--data", house.toString());
      Path file = folder.path().resolve("house.age");
      Path back = folder.path().resolve("back");
      long start = System.nanoTime();
      Map<String, Object> made =
          loqa("backup", "--data", house.toString(), "--out", file.toString(), "--json");
      long halfway = System.nanoTime();
      loqa(
          "restore", file.toString(), "--key", key.toString(), "--data", back.toString(), "--json");
      long end = System.nanoTime();
      StoreContent before = StoreCopy.look(house.resolve("events.db"));
      StoreContent after = StoreCopy.look(back.resolve("events.db"));
      boolean same = before.equals(after) && before.events() == events && before.fault() == null;
      String parts =
          String.format(
              Locale.ROOT,
              "backup %.1f s (copy, pack, encrypt, read back), restore %.1f s (decrypt, compare every row and the chain); database %.0f MB, backup %.0f MB, %s files",
              (halfway - start) / 1e9,
              (end - halfway) / 1e9,
              Files.size(house.resolve("events.db")) / 1e6,
              Files.size(file) / 1e6,
              made.get("files"));
      return List.of(
          Line.of(
                  String.format(Locale.ROOT, "backup + restore of %,d events", events),
                  (end - start) / 1e9,
                  Goal.atMost(60, 30, " s"),
                  1,
                  List.of(parts))
              .onlyIf(same, "what was restored is not what was there"));
    }
  }

  private static void furnish(Path house, int events) throws IOException {
    new StoreAppender(house, new Load(events / BATCH, BATCH, PAYLOAD)).batches(4);
    try (EventStore store = EventStore.open(StoreOptions.in(house, new NodeId("loqad")))) {
      List<StateChange> changes = new ArrayList<>();
      Instant now = Instant.now();
      for (int i = 0; i < TIMERS; i++) {
        changes.add(new StateChange.KvPut("lists", "item-" + i, new byte[200]));
        changes.add(
            new StateChange.TimerSet(
                Timer.pending(
                    "timer", "t" + i, Timer.Kind.ALARM, now, now, null, "{}", "session-1", null)));
      }
      store.appendAll(List.of(), changes);
    }
    Path skills = Files.createDirectories(house.resolve("skills/0f"));
    byte[] module = new byte[200_000];
    ThreadLocalRandom.current().nextBytes(module);
    for (int i = 0; i < FILES; i++) {
      Files.write(skills.resolve("module-" + i + ".wasm"), module);
    }
  }

  private static Map<String, Object> loqa(String... words) throws IOException {
    String said =
        Command.run(LIMIT, JavaProgram.command("cli", "dev.loqa.cli.Main", List.of(words)));
    return List.of(words).contains("--json")
        ? Json.readObject(said.substring(said.indexOf('{')))
        : Map.of();
  }
}
