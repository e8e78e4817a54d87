package dev.loqa.cli.trial;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import dev.loqa.base.audio.WavLimits;
import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Espeak;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Loqad;
import dev.loqa.cli.api.Turn;
import dev.loqa.cli.demo.DemoCheck;
import dev.loqa.cli.demo.DemoChecks;
import dev.loqa.protocol.Receipt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Starts this release in an empty folder and uses it: a typed command must set a timer and be
/// answered, a spoken one must be understood, done and answered within [#SLOWEST], and what was
/// done must stand in the events. On a machine without the programs that hear and speak the spoken
/// part is left out, and said so.
///
/// Used by one thread.
public final class SmokeTest {
  /// A turn that takes longer makes a release unfit, also on a machine that is busy with an update.
  static final Duration SLOWEST = Duration.ofSeconds(15);

  private static final Duration LISTENS = Duration.ofSeconds(90);
  private static final Duration READY = Duration.ofSeconds(90);
  private static final Duration TURN = Duration.ofSeconds(60);
  private static final List<Path> SPHINX =
      List.of(
          Path.of("/usr/share/pocketsphinx/model/en-us"),
          Path.of("/usr/local/share/pocketsphinx/model/en-us"),
          Path.of("/opt/homebrew/share/pocketsphinx/model/en-us"));

  private final Path folder;
  private final Consumer<DemoCheck> told;
  private final List<DemoCheck> checks = new ArrayList<>();

  /// @param folder an empty one, which stays the caller's
  /// @param told hears each check when it is made
  public SmokeTest(Path folder, Consumer<DemoCheck> told) {
    this.folder = folder;
    this.told = told;
  }

  /// Makes every check; a [CliException] when it cannot go on.
  ///
  /// @param data the house's folder, of which the installed skills are looked at; empty: none is
  public List<DemoCheck> run(Optional<Path> data) {
    InstalledSkills.check(data).forEach(this::add);
    boolean voice = hasVoice();
    Path config = config(voice);
    Loqad.Options options = new Loqad.Options(folder.resolve("data"), 0, config);
    try (Loqad loqad = Loqad.start(options, _ -> {})) {
      use(loqad, voice);
    }
    return List.copyOf(checks);
  }

  private void use(Loqad loqad, boolean voice) {
    try (Api api = new Api(loqad.awaitInstance(LISTENS))) {
      List<Loqad.Check> parts = loqad.awaitReady(api, READY, _ -> {});
      List<String> missing =
          parts.stream()
              .filter(part -> !part.ok())
              .map(part -> part.name() + ": " + part.detail())
              .toList();
      add(
          new DemoCheck(
              "ready",
              missing.isEmpty(),
              missing.isEmpty() ? parts.size() + " parts" : String.join("; ", missing)));
      typed(api, voice);
      if (voice) {
        spoken(api);
      } else {
        add(
            new DemoCheck(
                "spoken", true, "left out: espeak-ng or PocketSphinx is not on this machine"));
      }
      add(DemoCheck.eventChain("events", api, TURN));
    }
  }

  private void typed(Api api, boolean voice) {
    Turn turn =
        Turn.of(
            api.post("/v1/say", Map.of("text", "set a timer for one hour", "speak", voice), TURN));
    boolean done =
        turn.receipts().stream()
            .anyMatch(receipt -> receipt.action().equals("timer.start") && receipt.done());
    boolean waits = api.get("/v1/timers").get("timers") instanceof List<?> list && list.size() == 1;
    add(
        new DemoCheck(
            "timer",
            done && waits,
            done
                ? "set" + (waits ? "" : ", and not among the timers")
                : "no receipt among " + turn.receipts().stream().map(Receipt::action).toList()));
    add(
        new DemoCheck(
            "answer",
            !turn.reply().isEmpty() && (!voice || turn.audioMs() > 0),
            "\"" + turn.reply() + "\", " + Math.round(turn.audioMs()) + " ms of sound"));
  }

  private void spoken(Api api) {
    String said = "turn on the kitchen light";
    Path wav = folder.resolve("light.wav");
    Espeak.speak(said, wav);
    Map<String, String> query = Map.of("real_time", "false", "reply", "wav", "room", "kitchen");
    Turn turn = Turn.of(api.postWav(Api.path("/v1/hear", query), read(wav), TURN));
    Pcm reply = Pcm.silence(Duration.ZERO, 16_000);
    if (turn.audioMs() > 0) {
      byte[] sound = api.bytes("/v1/turns/" + Api.encoded(turn.turn()) + "/reply.wav");
      reply = WavFile.read(new ByteArrayInputStream(sound), "the answer", WavLimits.DEFAULT).pcm();
    }
    DemoChecks.turn(turn, said, "smart-home.turn_on", "kitchen light", "kitchen light", reply)
        .forEach(this::add);
    add(DemoChecks.home(api.get("/v1/home"), "light.kitchen", "on"));
    double took = turn.ledger().totalMs();
    add(
        new DemoCheck(
            "latency",
            took > 0 && took <= SLOWEST.toMillis(),
            Math.round(took) + " ms of at most " + SLOWEST.toMillis()));
  }

  private void add(DemoCheck check) {
    checks.add(check);
    told.accept(check);
  }

  private Path config(boolean voice) {
    Path config = folder.resolve("loqa.yaml");
    try {
      // The same things for every house: what it has and wants is not touched.
      Files.writeString(config, voice ? "node: {name: trial}\n" : "services: []\n");
      return config;
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, config + " cannot be written (" + e.getMessage() + "): make room", e);
    }
  }

  private static boolean hasVoice() {
    try {
      return !Espeak.version().isEmpty() && SPHINX.stream().anyMatch(Files::isDirectory);
    } catch (CliException e) {
      return false; // said as what is left out
    }
  }

  private static byte[] read(Path wav) {
    try {
      return Files.readAllBytes(wav);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, wav + " cannot be read (" + e.getMessage() + "): is the disk full?", e);
    }
  }
}
