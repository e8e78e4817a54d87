package dev.loqa.bench.turn;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.bus.Bus;
import dev.loqa.edge.satellite.HearOptions;
import dev.loqa.edge.satellite.HeardTurn;
import dev.loqa.edge.satellite.Satellite;
import dev.loqa.edge.satellite.SatelliteConfig;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TurnCancel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// From `turn.cancel` until nothing of the turn goes on any more: no frame of the person's speech
/// and no words of it, no token of the model, no sound of the answer. Cancelled are recognition,
/// generation and synthesis by turns, at random moments from a seed.
public final class CancelRow implements Row {
  private static final Goal GOAL = Goal.atMost(150, 80, " ms");
  private static final String WHAT = "turn.cancel -> no more frames, words, tokens or sound, p99";
  private static final Duration STARTS = Duration.ofSeconds(30);

  /// So long is looked for what still comes.
  private static final Duration AFTER = Duration.ofMillis(500);

  private static final int SENTENCES = 60;
  private static final List<String> STAGES = List.of("recognition", "generation", "synthesis");

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    int cancels = size.of(102, 3);
    try (TemporaryFolder folder = TemporaryFolder.make();
        TalkingModel model = TalkingModel.start(SENTENCES);
        RunningLoqad loqad =
            RunningLoqad.configured(
                size,
                folder.path(),
                Map.of("services", List.of("stt", "tts", "llm"), "llm", model.block()));
        Cancelled house = new Cancelled(loqad, model, Clip.spoken(folder.path(), "en-us"))) {
      List<List<Double>> millis = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < cancels; i++) {
        int stage = i % STAGES.size();
        millis.get(stage).add(house.cancel(STAGES.get(stage), i));
      }
      List<String> details = new ArrayList<>();
      for (int stage = 0; stage < STAGES.size(); stage++) {
        details.add(STAGES.get(stage) + " " + shown(Percentiles.of(millis.get(stage))));
      }
      details.addAll(house.late);
      Percentiles all = Percentiles.of(millis.stream().flatMap(List::stream).toList());
      return List.of(Line.of(WHAT, all.at(99), GOAL, all.count(), details));
    }
  }

  private static String shown(Percentiles values) {
    return String.format(
        Locale.ROOT,
        "ms: p50 %.1f, p95 %.1f, most %.1f",
        values.median(),
        values.at(95),
        values.at(100));
  }

  /// A house in which turns are cancelled, and what it still does afterwards.
  private static final class Cancelled implements AutoCloseable {
    private final RunningLoqad loqad;
    private final TalkingModel model;
    private final List<Clip> clips;
    private final Bus bus;
    private final HeardSounds sounds = new HeardSounds();
    private final Satellite satellite;
    private final AtomicLong lastOnBus = new AtomicLong();
    private volatile String lastSubject = "";
    private final ExecutorService turns = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random = new Random(6);
    private final List<String> late = new ArrayList<>();

    private Cancelled(RunningLoqad loqad, TalkingModel model, List<Clip> clips) throws IOException {
      this.loqad = loqad;
      this.model = model;
      this.clips = clips;
      this.bus = loqad.bus("loqad");
      this.satellite = Satellite.start(bus, SatelliteConfig.of("bench"), sounds);
      for (String subject :
          List.of(
              Subjects.AUDIO_FRAMES,
              Subjects.TRANSCRIPT_PARTIAL,
              Subjects.TRANSCRIPT_FINAL,
              Subjects.NLU_RESPONSE_PARTIAL,
              Subjects.TTS_AUDIO)) {
        bus.subscribe(
            subject,
            _ -> {
              lastOnBus.set(System.nanoTime());
              lastSubject = subject;
            });
      }
    }

    /// Milliseconds from the cancel to the last that was heard or seen of its turn; 0 when nothing
    /// was.
    private double cancel(String stage, int number) throws IOException, InterruptedException {
      SessionId session = new SessionId("bench-cancelled-" + number);
      sounds.forget();
      model.forget();
      Future<?> turn = stage.equals("generation") ? ask(session) : hear(stage, session, number);
      long cancelled = System.nanoTime();
      bus.publish(new TurnCancel(session, null, "the benchmark wants it"));
      pause(AFTER.toMillis());
      long last = Math.max(lastOnBus.get(), model.lastTokenNanos());
      for (HeardSounds.Heard heard : sounds.all()) {
        last = Math.max(last, heard.nanos());
      }
      end(turn);
      double millis = Math.max(0, (last - cancelled) / 1e6);
      if (millis > GOAL.tryFor()) {
        late.add(
            String.format(Locale.ROOT, "%s %d: %.0f ms, %s", stage, number, millis, late(last)));
      }
      return millis;
    }

    private String late(long last) {
      return last == lastOnBus.get()
          ? lastSubject
          : last == model.lastTokenNanos() ? "a token of the model" : "a sound";
    }

    private Future<?> ask(SessionId session) throws IOException, InterruptedException {
      Future<Turn> turn =
          turns.submit(() -> loqad.say("who painted that ceiling", session.value()));
      if (!model.awaitAnswer(STARTS)) {
        throw new IOException("the model was not asked");
      }
      pause(random.nextLong(1_500));
      return turn;
    }

    private Future<?> hear(String stage, SessionId session, int number)
        throws IOException, InterruptedException {
      Pcm speech = WavFile.read(clips.get(number % clips.size()).file()).pcm();
      Future<HeardTurn> turn =
          turns.submit(
              () -> satellite.hear(speech, new HearOptions(session, null, true, null, null)));
      if (stage.equals("recognition")) {
        pause(200 + random.nextLong(Math.max(1, speech.duration().toMillis() - 300)));
        return turn;
      }
      long deadline = System.nanoTime() + STARTS.toNanos();
      while (sounds.all().isEmpty() && !turn.isDone() && System.nanoTime() < deadline) {
        pause(1);
      }
      return turn;
    }

    private static void pause(long millis) throws InterruptedException {
      new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    private static void end(Future<?> turn) throws IOException, InterruptedException {
      try {
        turn.get();
      } catch (ExecutionException e) {
        throw new IOException("a cancelled turn failed: " + e.getCause(), e);
      }
    }

    @Override
    public void close() {
      satellite.close();
      turns.shutdownNow();
      bus.close();
    }
  }
}
