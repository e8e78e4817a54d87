package dev.loqa.cli.demo;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import dev.loqa.base.audio.WavLimits;
import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Espeak;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Loqad;
import dev.loqa.cli.api.Turn;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.TurnText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The play: start Loqa in an empty folder, say two sentences to it as a person would, and judge
/// everything that came of them. Used by one thread.
public final class Demo {
  private static final Duration LISTENS = Duration.ofSeconds(90);
  private static final Duration READY = Duration.ofSeconds(90);
  private static final Duration TURN = Duration.ofSeconds(60);
  private static final Duration RING = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Shell shell;
  private final InstantSource clock;
  private final Path folder;
  private final Loqad loqad;
  private final List<DemoCheck> checks = new ArrayList<>();

  /// @param folder an empty one, which stays the caller's
  /// @param loqad just started on `folder/data`
  public Demo(Shell shell, InstantSource clock, Path folder, Loqad loqad) {
    this.shell = shell;
    this.clock = clock;
    this.folder = folder;
    this.loqad = loqad;
  }

  /// Plays to the end and gives every check; a [CliException] when it cannot go on.
  public List<DemoCheck> play() {
    try (Api api = new Api(loqad.awaitInstance(LISTENS))) {
      awaitReady(api);
      timer(api);
      light(api);
      add(DemoCheck.eventChain("event chain", api, TURN));
    }
    return List.copyOf(checks);
  }

  private void awaitReady(Api api) {
    List<Loqad.Check> parts =
        loqad.awaitReady(api, READY, name -> shell.progress("ready: " + name));
    for (Loqad.Check part : parts) {
      if (!part.ok()) {
        throw new CliException(Exit.UNAVAILABLE, part.name() + " is not ready: " + part.detail());
      }
    }
  }

  private void timer(Api api) {
    String said = "set a timer for three seconds";
    Turn turn =
        speak(api, said, "timer.start", "timer", "Timer for three seconds started.", "timer.wav");
    Instant due = due(api, turn);
    Instant deadline = clock.instant().plus(RING);
    shell.progress("waiting for the timer");
    while (clock.instant().isBefore(deadline)) {
      String alert = ringing(api);
      if (!alert.isEmpty()) {
        shell.line("the timer rings");
        add(DemoChecks.rang(due, clock.instant()));
        api.post("/v1/alerts/" + Api.encoded(alert) + "/ack", Map.of(), Api.SOON);
        String after = ringing(api);
        add(
            new DemoCheck(
                "acknowledged", after.isEmpty(), after.isEmpty() ? "silent" : after + " rings on"));
        return;
      }
      loqad.goOn(LOOK);
    }
    add(new DemoCheck("timer rang", false, "silent for " + RING.toSeconds() + " s"));
  }

  private void light(Api api) {
    speak(
        api,
        "turn on the kitchen light",
        "smart-home.turn_on",
        "kitchen light",
        "kitchen light",
        "light.wav");
    add(DemoChecks.home(api.get("/v1/home"), "light.kitchen", "on"));
  }

  private Turn speak(
      Api api, String said, String action, String target, String reply, String file) {
    Path wav = folder.resolve(file);
    Espeak.speak(said, wav);
    shell.line("");
    shell.line("a person says \"" + said + "\"");
    Map<String, String> query = Map.of("real_time", "true", "reply", "wav", "room", "kitchen");
    Turn turn = Turn.of(api.postWav(Api.path("/v1/hear", query), read(wav), TURN));
    shell.lines(TurnText.of(turn, "heard"));
    DemoChecks.turn(turn, said, action, target, reply, reply(api, turn)).forEach(this::add);
    return turn;
  }

  private void add(DemoCheck check) {
    checks.add(check);
    shell.line(check.line());
  }

  private static byte[] read(Path wav) {
    try {
      return Files.readAllBytes(wav);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, wav + " cannot be read (" + e.getMessage() + "): is the disk full?", e);
    }
  }

  private static Pcm reply(Api api, Turn turn) {
    if (turn.audioMs() <= 0) {
      return Pcm.silence(Duration.ZERO, 16_000);
    }
    byte[] wav = api.bytes("/v1/turns/" + Api.encoded(turn.turn()) + "/reply.wav");
    return WavFile.read(new ByteArrayInputStream(wav), "the spoken reply", WavLimits.DEFAULT).pcm();
  }

  /// When the timer of this turn is due; three seconds from now when it is already gone.
  private Instant due(Api api, Turn turn) {
    if (api.get("/v1/timers").get("timers") instanceof List<?> timers) {
      for (Object one : timers) {
        if (one instanceof Map<?, ?> timer
            && turn.session().equals(timer.get("session"))
            && timer.get("due_at") instanceof String due) {
          return Instant.parse(due);
        }
      }
    }
    return clock.instant().plusSeconds(3);
  }

  private static String ringing(Api api) {
    return api.get("/v1/alerts").get("alerts") instanceof List<?> alerts
            && !alerts.isEmpty()
            && alerts.getFirst() instanceof Map<?, ?> alert
        ? String.valueOf(alert.get("alert_id"))
        : "";
  }
}
