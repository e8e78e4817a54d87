package dev.loqa.bench;

import dev.loqa.bench.bus.RequestBench;
import dev.loqa.bench.install.CrashRow;
import dev.loqa.bench.install.SwapRow;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Machine;
import dev.loqa.bench.measure.Report;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.record.ReplayRow;
import dev.loqa.bench.skill.HostileRow;
import dev.loqa.bench.skill.LoadRow;
import dev.loqa.bench.skill.RunawayRow;
import dev.loqa.bench.skill.SkillCallRow;
import dev.loqa.bench.store.BackupRow;
import dev.loqa.bench.store.StoreAppendBench;
import dev.loqa.bench.stt.RejectionBench;
import dev.loqa.bench.stt.WhisperRow;
import dev.loqa.bench.tts.KokoroRow;
import dev.loqa.bench.turn.CancelRow;
import dev.loqa.bench.turn.DemoRow;
import dev.loqa.bench.turn.EnginesRow;
import dev.loqa.bench.turn.FirstSkillRow;
import dev.loqa.bench.turn.ManyRow;
import dev.loqa.bench.turn.ModelRow;
import dev.loqa.bench.turn.NeighbourRow;
import dev.loqa.bench.turn.SpokenTurnsRow;
import dev.loqa.bench.turn.StartRow;
import dev.loqa.bench.turn.TypedTurnsRow;
import dev.loqa.bench.web.GuardRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `loqa bench [--tiny] [--json] [ROW...]`: measures what Loqa must reach and prints one table with
/// the machine's load beside each line. Rows run one after another, so that none disturbs another.
public final class Table {
  private static final Map<String, Row> ROWS = rows();

  private Table() {}

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("typed", new TypedTurnsRow());
    rows.put("spoken", new SpokenTurnsRow());
    rows.put("model", new ModelRow());
    rows.put("engines", new EnginesRow());
    rows.put("cancel", new CancelRow());
    rows.put("skill", new SkillCallRow());
    rows.put("replay", new ReplayRow());
    rows.put("hostile", new HostileRow());
    rows.put("guard", new GuardRow());
    rows.put("neighbour", new NeighbourRow());
    rows.put("runaway", new RunawayRow());
    rows.put("load", new LoadRow());
    rows.put("many", new ManyRow());
    rows.put("append", StoreAppendBench::row);
    rows.put("backup", new BackupRow());
    rows.put("request", RequestBench::row);
    rows.put("start", new StartRow());
    rows.put("rejection", RejectionBench::row);
    rows.put("kokoro", new KokoroRow());
    rows.put("whisper", new WhisperRow());
    rows.put("demo", new DemoRow());
    rows.put("first", new FirstSkillRow());
    rows.put("crash", new CrashRow());
    rows.put("swap", new SwapRow());
    return rows;
  }

  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> args) {
    List<String> names = new ArrayList<>();
    for (String arg : args) {
      if (arg.equals("--help") || arg.equals("-h")) {
        System.out.print(help());
        return 0;
      }
      if (!arg.startsWith("--")) {
        names.add(arg);
      } else if (!List.of("--tiny", "--json").contains(arg)) {
        System.err.println("bench: " + arg + " is not known: see bench --help");
        return 2;
      }
    }
    for (String name : names) {
      if (!ROWS.containsKey(name)) {
        System.err.println("bench: there is no row " + name + ": use " + ROWS.keySet());
        return 2;
      }
    }
    Path root = Path.of(System.getProperty("loqa.root", ".")).toAbsolutePath().normalize();
    Size size = new Size(root, args.contains("--tiny"));
    Report report = new Report(size);
    ROWS.forEach((name, row) -> {
      if (names.isEmpty() || names.contains(name)) {
        double before = Machine.load();
        size.say(String.format("%s (load %.1f)", name, before));
        List<Line> lines = measured(name, row, size);
        report.add(name, lines, before, Machine.load());
      }
    });
    System.out.print(args.contains("--json") ? report.json() : report.text());
    return report.allRight() ? 0 : 1;
  }

  private static String help() {
    return """
    loqa bench: measures what Loqa must reach, and prints one table

      loqa bench [--tiny] [--json] [ROW...]

      --tiny   only to see that it works: the numbers mean nothing
      --json   the same as JSON
      ROW      of %s; none: all of them

    Run it on a machine that does nothing else. It ends with 1 when a line misses what it must
    reach or could not be measured. bench/README.md says what each row is.

    Example: loqa bench skill append
    """
        .formatted(String.join(", ", ROWS.keySet()));
  }

  private static List<Line> measured(String name, Row row, Size size) {
    try {
      return row.measure(size);
    } catch (Exception e) {
      // The fence of main: a row that fails is a line that says so, and the others go on.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return List.of(Line.missing(name, e.getMessage() == null ? e.toString() : e.getMessage()));
    }
  }
}
