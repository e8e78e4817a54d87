package dev.loqa.bench.store;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.loqad.store.VerifyReport;
import dev.loqa.protocol.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Durable appends of the event store against the same schema and chain in C, interleaved in one
/// run.
///
/// `StoreAppendBench [ROUNDS] [BATCHES] [BATCH_SIZE] [PAYLOAD_BYTES] [FOLDER]`; run it from the
/// repository's root or with `-Dloqa.root`. Prints medians, their ratio to C and the machine's
/// load. Both files are verified after each run, so that neither side can leave out the chain. The
/// table of everything takes [#row] instead.
public final class StoreAppendBench {
  private static final int CALLERS_FEW = 64;
  private static final int CALLERS_MANY = 1_024;

  // A daemon appends for months: after so many rounds the JVM has compiled the path and sized its
  // heap, which takes about half a million events. C is as fast in its first round.
  private static final int WARM_UP = 12;

  private final Path folder;
  private final Load load;
  private final NativePeer peer;
  private final List<Took> inC = new ArrayList<>();
  private final List<Took> one = new ArrayList<>();
  private final List<Took> four = new ArrayList<>();
  private final List<Took> few = new ArrayList<>();
  private final List<Took> many = new ArrayList<>();
  private String libraryOfC = "";
  private int runs;
  private int warmed;

  private StoreAppendBench(Path folder, Load load, NativePeer peer) {
    this.folder = folder;
    this.load = load;
    this.peer = peer;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = number(args, 0, 9);
    Load load = new Load(number(args, 1, 40), number(args, 2, 1_000), number(args, 3, 200));
    Path root = Path.of(System.getProperty("loqa.root", "."));
    Path folder =
        args.length > 4
            ? Files.createTempDirectory(Path.of(args[4]), "loqa-bench")
            : Files.createTempDirectory("loqa-bench");
    try {
      StoreAppendBench bench = new StoreAppendBench(folder, load, NativePeer.compile(root, folder));
      bench.warmUp(WARM_UP);
      for (int i = 0; i < rounds; i++) {
        bench.round();
      }
      bench.print(rounds);
    } finally {
      delete(folder);
    }
  }

  /// The lines of the table: the ratio to C, which a machine without its compiler leaves out.
  public static List<Line> row(Size size) throws IOException, InterruptedException {
    Goal goal = Goal.atLeast(0.8, 0.9, "");
    String what = "event append, durable, batches of 1,000, rate to C's";
    try (TemporaryFolder temporary = TemporaryFolder.make()) {
      NativePeer peer;
      try {
        peer = NativePeer.compile(size.root(), temporary.path());
      } catch (IOException e) {
        return List.of(Line.missing(what, goal, String.valueOf(e.getMessage())));
      }
      int rounds = size.of(9, 1);
      Load load = new Load(size.of(40, 3), 1_000, 200);
      StoreAppendBench bench = new StoreAppendBench(temporary.path(), load, peer);
      int warmUp = size.of(WARM_UP, 1);
      bench.warmUp(warmUp);
      for (int i = 0; i < rounds; i++) {
        bench.batchRound();
      }
      return List.of(
          bench.line(what + ", one batch at a time", goal, bench.one),
          bench.line(what + ", four batches on their way", goal, bench.four));
    }
  }

  private void warmUp(int rounds) throws IOException, InterruptedException {
    for (int i = 0; i < rounds; i++) {
      batchRound();
    }
    warmed = 2 * rounds * load.events();
    forget();
  }

  private void batchRound() throws IOException, InterruptedException {
    inC.add(measureC());
    one.add(measure(load.events(), appender -> appender.batches(1)));
    four.add(measure(load.events(), appender -> appender.batches(4)));
  }

  private Line line(String what, Goal goal, List<Took> ours) {
    Took a = Took.median(ours);
    Took b = Took.median(inC);
    String parts =
        String.format(
            Locale.ROOT,
            "events/s: Java %,.0f, C %,.0f (SQLite %s); CPU us/event: Java %.1f, C %.1f; rounds of %,d events, after %,d to warm up",
            load.events() * 1e9 / a.wallNanos(),
            load.events() * 1e9 / b.wallNanos(),
            libraryOfC,
            a.processorNanos() / 1e3 / load.events(),
            b.processorNanos() / 1e3 / load.events(),
            load.events(),
            warmed);
    double ratio = (double) b.wallNanos() / a.wallNanos();
    return Line.of(what, ratio, goal, ours.size(), List.of(parts));
  }

  private static int number(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }

  private void round() throws IOException, InterruptedException {
    inC.add(measureC());
    one.add(measure(load.events(), appender -> appender.batches(1)));
    four.add(measure(load.events(), appender -> appender.batches(4)));
    few.add(
        measure(
            load.events() / CALLERS_FEW * CALLERS_FEW, appender -> appender.callers(CALLERS_FEW)));
    many.add(
        measure(
            load.events() / CALLERS_MANY * CALLERS_MANY,
            appender -> appender.callers(CALLERS_MANY)));
  }

  private void forget() {
    Stream.of(inC, one, four, few, many).forEach(List::clear);
  }

  private Took measureC() throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve("run-" + runs++));
    StoreOptions options = StoreOptions.in(place, new NodeId("loqad"));
    EventStore.open(options).close();
    NativePeer.Result result = peer.append(options.file(), load);
    libraryOfC = result.sqliteVersion();
    check(options.file(), load.events());
    delete(place);
    return result.took();
  }

  /// One way to append.
  @FunctionalInterface
  private interface Way {
    Took run(StoreAppender appender) throws InterruptedException;
  }

  private Took measure(int events, Way way) throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve("run-" + runs++));
    Took took = way.run(new StoreAppender(place, load));
    check(place.resolve("events.db"), events);
    delete(place);
    return took;
  }

  private static void check(Path file, int events) {
    VerifyReport report = EventStore.verify(file);
    if (!report.sound() || report.events() != events) {
      throw new IllegalStateException(
          "%s should hold %d events in a whole chain and is %s".formatted(file, events, report));
    }
  }

  private void print(int rounds) {
    String library;
    try (EventStore store =
        EventStore.open(StoreOptions.in(folder.resolve("version"), new NodeId("loqad")))) {
      library = store.engine();
    }
    System.out.printf(
        "durable appends: %d rounds of %d transactions of %d events after %,d to warm up, payload %d bytes, median of each; load %.1f on %d cores%n",
        rounds,
        load.batches(),
        load.batchSize(),
        warmed,
        load.payloadBytes(),
        Took.load(),
        Runtime.getRuntime().availableProcessors());
    System.out.printf("%-52s %12s %8s %14s%n", "", "events/s", "to C", "CPU us/event");
    line("C, SQLite " + libraryOfC, inC, load.events());
    line("Java, " + library + ", one caller, one batch at a time", one, load.events());
    line("Java, one caller, four batches on their way", four, load.events());
    line(
        CALLERS_FEW + " callers that each wait for each event",
        few,
        load.events() / CALLERS_FEW * CALLERS_FEW);
    line(
        CALLERS_MANY + " callers that each wait for each event",
        many,
        load.events() / CALLERS_MANY * CALLERS_MANY);
  }

  private void line(String name, List<Took> runs, int events) {
    Took took = Took.median(runs);
    double rate = events * 1e9 / took.wallNanos();
    double rateOfC = load.events() * 1e9 / Took.median(inC).wallNanos();
    double micros = took.processorNanos() / 1e3 / events;
    System.out.printf("%-52s %,12.0f %8.2f %14.1f%n", name, rate, rate / rateOfC, micros);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
