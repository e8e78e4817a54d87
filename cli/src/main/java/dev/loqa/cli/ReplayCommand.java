package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.replay.Pace;
import dev.loqa.cli.replay.Player;
import dev.loqa.cli.replay.Quiet;
import dev.loqa.cli.replay.ReplayEntry;
import dev.loqa.cli.replay.ReplayFile;
import dev.loqa.cli.replay.ReplayReport;
import dev.loqa.cli.replay.SessionReplay;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa replay`: written turns with expectations, or a recorded session again.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Play a file of written turns, or a recorded session again, and check what comes of them.",
      "The file is JSON Lines (docs/reference/commands.md). Exit code 1 when a turn went wrong, was",
      "lost, or went another way than in the recorded session.",
      "With --synthetic nothing happens: no timer is set, no light switched, nothing is heard in a",
      "room. Without FILE.jsonl it plays a mix of timers, lights and small talk of its own."
    },
    footer = {"", "Example: loqa replay bench/replay/mixed-200.jsonl --concurrency 4"})
final class ReplayCommand implements Callable<Integer> {
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,5})([smh]?)");
  private static final Pattern RATE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(?:/s)?");

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(arity = "0..1", paramLabel = "FILE.jsonl", description = "The replay file.")
  private @Nullable Path file;

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "Run the words of this recorded session again, in a new one.")
  private @Nullable String session;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      description = "So many turns a second, instead of at_ms.")
  private @Nullable String rate;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description =
          "At most so many turns at once (default: 8); without --rate as fast as it goes.")
  private @Nullable Integer concurrency;

  @Option(
      names = "--late",
      paramLabel = "MS",
      description =
          "A turn is late when its answer begins after so many ms (default: ${DEFAULT-VALUE}).")
  private double lateMs = 1_000;

  @Option(
      names = "--synthetic",
      description = "Play without any effect, and count what came of it in a metric.")
  private boolean synthetic;

  @Option(
      names = "--unless-spoken",
      paramLabel = "N[s|m|h]",
      description = "Play nothing when somebody has spoken within that time; exit code 0.")
  private @Nullable String unlessSpoken;

  ReplayCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Path named = file;
    String recorded = session;
    if (synthetic ? recorded != null : (named == null) == (recorded == null)) {
      throw new CliException(
          Exit.USAGE, "name a FILE.jsonl, a --session ID or --synthetic, one of them");
    }
    Pace pace = pace(rate, concurrency);
    Duration quiet = length(unlessSpoken);
    return recorded == null ? play(entries(named), pace, quiet) : session(recorded);
  }

  private List<ReplayEntry> entries(@Nullable Path named) {
    List<ReplayEntry> entries = named == null ? ReplayFile.mix() : ReplayFile.read(named);
    if (synthetic) {
      entries.stream()
          .filter(entry -> entry.audio() != null)
          .findFirst()
          .ifPresent(entry -> {
            throw new CliException(
                Exit.FAILED,
                named
                    + ":"
                    + entry.line()
                    + ": audio: would be answered aloud in a room: write text, or leave --synthetic out");
          });
    }
    return entries;
  }

  private int play(List<ReplayEntry> entries, Pace pace, Duration quiet) {
    try (Api api = data.api(shell)) {
      Optional<Duration> spoken =
          quiet.isZero() ? Optional.empty() : Quiet.brokenWithin(api, quiet, Instant.now());
      if (spoken.isPresent()) {
        shell.line("nothing played: somebody spoke " + spoken.get().toSeconds() + " s ago");
        return Exit.OK;
      }
      Player player = new Player(api, pace, done -> progress(done, entries.size()), synthetic);
      ReplayReport report = new ReplayReport(player.play(entries), lateMs);
      if (synthetic) {
        api.post("/v1/replays", report.counts(), Api.SOON);
      }
      if (json.asked()) {
        shell.json(report.toMap());
      } else {
        shell.lines(report.lines());
      }
      return report.good() ? Exit.OK : Exit.FAILED;
    }
  }

  private int session(String id) {
    try (Api api = data.api(shell)) {
      SessionReplay replay = SessionReplay.run(api, id);
      if (json.asked()) {
        shell.json(replay.toMap());
      } else {
        shell.lines(replay.lines());
      }
      return replay.same() ? Exit.OK : Exit.FAILED;
    }
  }

  private void progress(int done, int all) {
    if (done % 20 == 0 && done < all) {
      shell.progress(done + " of " + all + " turns");
    }
  }

  /// A length of time; none is zero.
  static Duration length(@Nullable String text) {
    if (text == null) {
      return Duration.ZERO;
    }
    Matcher matcher = LENGTH.matcher(text);
    if (!matcher.matches()) {
      throw new CliException(
          Exit.USAGE, "--unless-spoken is " + text + ": use a time as 90s, 10m or 1h");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "h" -> Duration.ofHours(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }

  static Pace pace(@Nullable String rate, @Nullable Integer concurrency) {
    if (concurrency != null && (concurrency < 1 || concurrency > 256)) {
      throw new CliException(
          Exit.USAGE, "--concurrency is " + concurrency + ": use a number from 1 to 256");
    }
    if (rate == null) {
      return Pace.of(null, concurrency);
    }
    Matcher matcher = RATE.matcher(rate);
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) <= 0) {
      throw new CliException(
          Exit.USAGE, "--rate is " + rate + ": use turns a second above 0, as 5/s or 0.5/s");
    }
    return Pace.of(Double.parseDouble(matcher.group(1)), concurrency);
  }
}
