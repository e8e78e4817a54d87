package dev.loqa.bench.turn;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import dev.loqa.bus.Bus;
import dev.loqa.edge.satellite.HearOptions;
import dev.loqa.edge.satellite.HeardTurn;
import dev.loqa.edge.satellite.Satellite;
import dev.loqa.edge.satellite.SatelliteConfig;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// A house whose engines are killed while somebody talks to it. Its satellite runs in this process,
/// so that every sound that a person would hear is seen when it is heard. Used by one thread.
final class FailingHouse implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration LONGEST_BACK = Duration.ofSeconds(60);

  /// What a turn in which nothing was heard counts.
  private static final double NEVER_SECONDS = 60;

  /// A kill, and what came of it.
  ///
  /// @param ending what was heard first after it: `answer`, `apology`, `apology, then answer`, or
  ///   `nothing`
  /// @param heardSeconds from the kill, or from the end of speech where that was later, to the
  ///   answer or the apology; 0 where all of the answer was there already
  /// @param answerSeconds the same to the answer itself
  /// @param backSeconds from the kill until everything is ready again
  /// @param nextWhole whether the next turn was answered as usual
  record Outcome(
      String victim,
      String ending,
      double heardSeconds,
      double answerSeconds,
      double backSeconds,
      boolean nextWhole) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s killed: %s after %.2f s (the answer after %.2f s), back after %.2f s%s",
          victim,
          ending,
          heardSeconds,
          answerSeconds,
          backSeconds,
          nextWhole ? "" : ", the next turn was not whole");
    }
  }

  /// A request to speak, or a sound of speech, on the bus.
  private record Mark(String session, long nanos, boolean sound) {}

  private final RunningLoqad loqad;
  private final List<Clip> clips;
  private final Bus bus;
  private final Satellite satellite;
  private final HeardSounds sounds = new HeardSounds();
  private final List<Mark> marks = new CopyOnWriteArrayList<>();
  private final ExecutorService turns = Executors.newVirtualThreadPerTaskExecutor();
  private final Random random = new Random(4);
  private int sessions;

  private FailingHouse(RunningLoqad loqad, List<Clip> clips, Bus bus) {
    this.loqad = loqad;
    this.clips = clips;
    this.bus = bus;
    this.satellite = Satellite.start(bus, SatelliteConfig.of("bench"), sounds);
    bus.subscribe(
        Subjects.TTS_REQUEST,
        d -> mark(d.as(TtsRequest.class).sessionId().value(), System.nanoTime(), false));
    bus.subscribe(
        Subjects.TTS_AUDIO,
        d -> {
          TtsAudio audio = d.as(TtsAudio.class);
          if (audio.pcm().length() > 0) {
            mark(audio.sessionId().value(), System.nanoTime(), true);
          }
        });
  }

  static FailingHouse in(RunningLoqad loqad, List<Clip> clips) throws IOException {
    return new FailingHouse(loqad, clips, loqad.bus("loqad"));
  }

  private void mark(String session, long nanos, boolean sound) {
    marks.add(new Mark(session, nanos, sound));
  }

  /// One turn with a kill in the middle, and the next one without.
  Outcome turn(String victim, int number) throws IOException, InterruptedException {
    boolean spoken = victim.equals("stt") || (victim.equals("tts") && number % 2 == 0);
    Clip clip = clips.get(number % clips.size());
    ProcessHandle process =
        loqad.edge(victim).orElseThrow(() -> new IOException(victim + " does not run"));
    return spoken ? spoken(victim, clip, process) : typed(victim, process, clip);
  }

  private Outcome spoken(String victim, Clip clip, ProcessHandle process)
      throws IOException, InterruptedException {
    Pcm speech = WavFile.read(clip.file()).pcm();
    long length = speech.duration().toMillis();
    long delay = victim.equals("stt") ? within(200, length) : length + within(0, 600);
    sounds.forget();
    long begun = System.nanoTime();
    Future<HeardTurn> turn = turns.submit(() -> satellite.hear(speech, options()));
    long killed = kill(process, begun, delay);
    Future<Double> returned = turns.submit(() -> awaitBack(victim, process.pid(), killed));
    HeardTurn heard = end(turn);
    double back = end(returned);
    long from = Math.max(killed, begun + speech.duration().toNanos());
    List<HeardSounds.Heard> after =
        sounds.all().stream().filter(one -> one.nanos() >= from).toList();
    boolean fine = heard.error() == null && !heard.reply().isEmpty();
    if (after.isEmpty()) {
      return outcome(victim, fine ? "answer" : "nothing", fine ? 0 : NEVER_SECONDS, 0, back, clip);
    }
    HeardSounds.Heard first = after.getFirst();
    double answer =
        after.stream()
            .filter(one -> !sounds.isOwn(one.sound()))
            .findFirst()
            .map(one -> seconds(from, one.nanos()))
            .orElse(NEVER_SECONDS);
    return outcome(
        victim,
        sounds.isOwn(first.sound()) ? (fine ? "apology, then answer" : "apology") : "answer",
        seconds(from, first.nanos()),
        answer,
        back,
        clip);
  }

  private Outcome typed(String victim, ProcessHandle process, Clip clip)
      throws IOException, InterruptedException {
    String session = "bench-killed-" + sessions++;
    long begun = System.nanoTime();
    Future<Turn> turn = turns.submit(() -> loqad.say("who painted that ceiling", session));
    long killed = kill(process, begun, within(100, 1_800));
    Future<Double> returned = turns.submit(() -> awaitBack(victim, process.pid(), killed));
    Turn told = end(turn);
    double back = end(returned);
    boolean whole = told.reply().endsWith(TalkingModel.LAST);
    OptionalLong asked = first(session, killed, false);
    if (asked.isEmpty()) {
      // All that there was to say was said, or at the voice, when it happened.
      boolean all = whole && first(session, begun, true).isPresent();
      return outcome(victim, all ? "answer" : "nothing", all ? 0 : NEVER_SECONDS, 0, back, clip);
    }
    OptionalLong sound = first(session, asked.getAsLong(), true);
    if (sound.isEmpty()) {
      return outcome(victim, "nothing", NEVER_SECONDS, 0, back, clip);
    }
    double seconds = seconds(killed, sound.getAsLong());
    return outcome(victim, whole ? "answer" : "apology", seconds, seconds, back, clip);
  }

  private OptionalLong first(String session, long from, boolean sound) {
    return marks.stream()
        .filter(
            mark -> mark.sound() == sound && mark.nanos() >= from && mark.session().equals(session))
        .mapToLong(Mark::nanos)
        .findFirst();
  }

  private Outcome outcome(
      String victim, String ending, double heard, double moment, double back, Clip clip)
      throws IOException, InterruptedException {
    return new Outcome(victim, ending, heard, moment, back, nextIsWhole(victim, clip));
  }

  private boolean nextIsWhole(String victim, Clip clip) throws IOException, InterruptedException {
    if (victim.equals("llm")) {
      Turn next = loqad.ask("who painted that ceiling", "bench-next-" + sessions++);
      return next.reply().endsWith(TalkingModel.LAST);
    }
    HeardTurn next = satellite.hear(WavFile.read(clip.file()).pcm(), options());
    return next.error() == null && !next.transcript().isBlank() && !next.reply().isEmpty();
  }

  /// Kills it so long after `begun`; when that was.
  private static long kill(ProcessHandle process, long begun, long delayMillis)
      throws InterruptedException {
    long wait = delayMillis - (System.nanoTime() - begun) / 1_000_000;
    new CountDownLatch(1).await(Math.max(0, wait), TimeUnit.MILLISECONDS);
    process.destroyForcibly();
    return System.nanoTime();
  }

  /// Seconds from the kill until another process of the kind is there and everything is ready.
  private double awaitBack(String kind, long before, long killed)
      throws IOException, InterruptedException {
    while (System.nanoTime() - killed < LONGEST_BACK.toNanos()) {
      if (loqad.edge(kind).filter(process -> process.pid() != before).isPresent()
          && loqad.isReady()) {
        return seconds(killed, System.nanoTime());
      }
      loqad.leaveAlone(LOOK);
    }
    throw new IOException(kind + " did not come back within " + LONGEST_BACK.toSeconds() + " s");
  }

  private long within(long least, long most) {
    return least + random.nextLong(Math.max(1, most - least));
  }

  private HearOptions options() {
    SessionId session = new SessionId("bench-heard-" + sessions++);
    return new HearOptions(session, null, true, null, null);
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }

  private static <T> T end(Future<T> turn) throws IOException, InterruptedException {
    try {
      return turn.get();
    } catch (ExecutionException e) {
      throw new IOException("a turn failed: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    satellite.close();
    turns.shutdownNow();
    bus.close();
  }
}
