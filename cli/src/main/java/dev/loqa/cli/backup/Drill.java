package dev.loqa.cli.backup;

import dev.loqa.cli.age.AgeKey;
import dev.loqa.cli.age.AgeRecipient;
import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Loqad;
import dev.loqa.cli.api.Turn;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.demo.DemoCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The rehearsal of the day on which the machine is gone: a backup is restored into a temporary
/// folder and a daemon is started on it, on free ports, with neither ears nor voice and doing
/// nothing by itself, so that the house notices nothing. What it then says of sessions, timers,
/// skills and events is compared with what the backup says.
///
/// Used by one thread.
final class Drill {
  private static final Duration LISTENS = Duration.ofSeconds(90);
  private static final Duration READY = Duration.ofSeconds(90);
  private static final Duration TURN = Duration.ofSeconds(60);
  private static final Duration VERIFY = Duration.ofMinutes(10);

  private final Path folder;
  private final Consumer<DemoCheck> told;
  private final List<DemoCheck> checks = new ArrayList<>();

  /// @param folder an empty one, which stays the caller's
  /// @param told hears each check when it is made
  Drill(Path folder, Consumer<DemoCheck> told) {
    this.folder = folder;
    this.told = told;
  }

  /// Rehearses with a new backup, which only this process can read.
  List<DemoCheck> ofHouse(Path house, Optional<Path> config) {
    AgeKey once = AgeKey.generate();
    List<AgeRecipient> readers = once.recipient().stream().toList();
    Path file = folder.resolve("drill.age");
    long start = System.nanoTime();
    Backup.Made made =
        new Backup(new StoreProgram(), InstantSource.system())
            .make(new Backup.Wish(house, config, false, readers, file));
    add(
        "backup",
        made.head().store().get("fault") == null,
        Contents.line(made.head(), made.files())
            + ", "
            + Contents.size(made.size())
            + ", "
            + since(start));
    return ofFile(file, List.of(once));
  }

  /// Rehearses with a backup that is there.
  List<DemoCheck> ofFile(Path file, Collection<AgeKey> keys) {
    Path data = folder.resolve("data");
    long start = System.nanoTime();
    Restore.Restored restored =
        new Restore(new StoreProgram())
            .put(new Restore.Wish(file, keys, data, Optional.of(folder.resolve("config"))));
    Map<String, Object> store = restored.head().store();
    add(
        "restore",
        store.get("fault") == null,
        "%d files, every row and the chain of %,d events as at %s, %s"
            .formatted(
                restored.files(),
                (long) Values.number(store, "events"),
                restored.head().made(),
                since(start)));
    start(data, store);
    return List.copyOf(checks);
  }

  private void start(Path data, Map<String, Object> store) {
    long start = System.nanoTime();
    try (Loqad loqad = Loqad.start(new Loqad.Options(data, 0, config(data), true), _ -> {});
        Api api = new Api(loqad.awaitInstance(LISTENS))) {
      List<String> missing =
          loqad.awaitReady(api, READY, _ -> {}).stream()
              .filter(part -> !part.ok())
              .map(part -> part.name() + ": " + part.detail())
              .toList();
      add(
          "start",
          missing.isEmpty(),
          missing.isEmpty() ? "ready after " + since(start) : String.join("; ", missing));
      state(api, store);
      Turn turn =
          Turn.of(
              api.post(
                  "/v1/say",
                  Map.of("text", "what time is it", "speak", false, "synthetic", true),
                  TURN));
      add("answer", !turn.reply().isBlank(), "\"" + turn.reply() + "\"");
    }
  }

  private void state(Api api, Map<String, Object> store) {
    Map<String, Object> chain = api.post("/v1/events/verify", Map.of(), VERIFY);
    long events = (long) Values.number(store, "events");
    long found = (long) Values.number(chain, "events");
    add(
        "events",
        Values.yes(chain, "sound") && found >= events,
        "%,d, %s".formatted(found, Values.yes(chain, "sound") ? "chain whole" : "chain BROKEN"));
    same("sessions", sessions(api), Contents.rows(store, "sessions"));
    same(
        "timers",
        Values.list(api.get("/v1/timers"), "timers").size(),
        Contents.rows(store, "timers"));
    List<Map<String, Object>> skills = Values.list(api.get("/v1/skills"), "skills");
    long packages = store.get("packages") instanceof List<?> list ? list.size() : 0;
    same("skills", skills.size(), packages);
  }

  private static long sessions(Api api) {
    long count = 0;
    String cursor = "";
    do {
      Map<String, Object> page =
          api.get(
              Api.path(
                  "/v1/sessions",
                  cursor.isEmpty()
                      ? Map.of("limit", "500")
                      : Map.of("limit", "500", "cursor", cursor)));
      count += Values.list(page, "sessions").size();
      cursor = Values.text(page, "next");
    } while (!cursor.isEmpty());
    return count;
  }

  private void same(String what, long found, long expected) {
    add(
        what,
        found == expected,
        found == expected
            ? "%,d".formatted(found)
            : "%,d, and the backup holds %,d".formatted(found, expected));
  }

  private void add(String what, boolean ok, String detail) {
    DemoCheck check = new DemoCheck(what, ok, detail);
    checks.add(check);
    told.accept(check);
  }

  /// No ears, no voice, a bus of its own on any free port.
  private Path config(Path data) {
    Path config = folder.resolve("drill.yaml");
    try {
      Files.writeString(config, "node: {name: drill}\nservices: []\n");
      Files.deleteIfExists(data.resolve("bus/port"));
      return config;
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, config + " cannot be written (" + Words.of(e) + "): make room", e);
    }
  }

  private static String since(long startNanos) {
    return "%.1f s".formatted((System.nanoTime() - startNanos) / 1e9);
  }
}
