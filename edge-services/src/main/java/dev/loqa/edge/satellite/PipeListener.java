package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.life.Part;
import dev.loqa.protocol.Ids;
import dev.loqa.protocol.SessionId;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens to mono s16le from a pipe and begins a turn whenever somebody speaks.
///
/// Speech begins when three frames in a row are loud; what was heard 300 ms before goes with it.
/// While a turn has its words or its answer plays, nothing new begins (a microphone would hear the
/// answer). Owns the threads `satellite-microphone`, which reads, and one `satellite-turn` while a
/// turn runs. A command that ends is started again after a second.
public final class PipeListener implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(PipeListener.class);
  private static final int RATE_HZ = 16_000;
  private static final int LOUD_FRAMES = 3;
  private static final Duration PRE_ROLL = Duration.ofMillis(300);
  private static final Duration SESSION_IDLE = Duration.ofMinutes(2);

  private final Satellite satellite;
  private final PipeConfig config;
  private final InputStream standardInput;
  private final TurnTimes times;
  private final SecureRandom random = new SecureRandom();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread reader;
  private volatile @Nullable Process process;
  private volatile @Nullable LiveTurn live;
  private volatile @Nullable Thread turn;

  private final Deque<Pcm> before = new ArrayDeque<>();
  private boolean opening;
  private int loud;
  private int quiet;
  private SessionId session;
  private long sessionNanos;

  private PipeListener(Satellite satellite, PipeConfig config, InputStream standardInput) {
    this.satellite = satellite;
    this.config = config;
    this.standardInput = standardInput;
    this.times = satellite.config().times();
    this.session = newSession();
    this.reader = Thread.ofPlatform().name("satellite-microphone").daemon().unstarted(this::listen);
  }

  /// Starts to listen.
  ///
  /// @param standardInput what is read when the source is `-`
  public static PipeListener start(
      Satellite satellite, PipeConfig config, InputStream standardInput) {
    PipeListener listener = new PipeListener(satellite, config, standardInput);
    listener.reader.start();
    return listener;
  }

  /// Waits until no turn runs; whether that came in time.
  boolean awaitIdle(Duration within) throws InterruptedException {
    Thread running = turn;
    return running == null || running.join(within);
  }

  @Override
  public void close() {
    closing.countDown();
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
    reader.interrupt();
    try {
      // A read of standard input cannot be interrupted; that thread is a daemon.
      reader.join(Duration.ofMillis(500));
      Thread answering = turn;
      if (answering != null) {
        answering.interrupt();
        answering.join(Duration.ofSeconds(3));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try {
      do {
        try {
          read(open());
        } catch (IOException e) {
          LOG.atWarn()
              .addKeyValue("source", config.source())
              .addKeyValue("fault", e.getMessage())
              .log("the microphone is silent, check satellite.source");
        }
      } while (!config.source().equals("-") && !closing.await(1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private InputStream open() throws IOException {
    if (config.source().equals("-")) {
      return standardInput;
    }
    Process started =
        new ProcessBuilder(config.sourceCommand())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process = started;
    return started.getInputStream();
  }

  private void read(InputStream in) throws IOException {
    int bytes = Pcm.samplesIn(times.frame(), config.sourceRateHz()) * 2;
    byte[] frame = in.readNBytes(bytes);
    while (frame.length == bytes && closing.getCount() > 0) {
      heard(new Pcm(frame, config.sourceRateHz()).at(RATE_HZ));
      frame = in.readNBytes(bytes);
    }
    LiveTurn running = live;
    if (running != null) {
      running.post(new TurnEvent.Captured(Pcm.silence(times.frame(), RATE_HZ), true));
    }
  }

  private void heard(Pcm frame) {
    boolean speech = Loudness.isSpeech(frame);
    loud = speech ? loud + 1 : 0;
    quiet = speech ? 0 : quiet + 1;
    if (!handOver(frame) && loud >= LOUD_FRAMES && idle()) {
      begin();
    }
  }

  /// Gives the frame to the turn that runs, or keeps it for the next one.
  private synchronized boolean handOver(Pcm frame) {
    LiveTurn running = live;
    if (running != null) {
      boolean last = quiet * times.frame().toMillis() > times.tail().toMillis();
      running.post(new TurnEvent.Captured(frame, last));
      return true;
    }
    before.add(frame);
    Duration kept = opening ? times.openWithin() : PRE_ROLL;
    while (before.size() * times.frame().toMillis() > kept.toMillis()) {
      before.remove();
    }
    return opening;
  }

  /// A turn's thread has got its turn: what was said since it was begun goes with it.
  private synchronized void opened(LiveTurn started) {
    before.forEach(frame -> started.post(new TurnEvent.Captured(frame, false)));
    before.clear();
    opening = false;
    live = started;
  }

  private synchronized void ended() {
    opening = false;
    live = null;
    before.clear();
  }

  private boolean idle() {
    Thread busy = turn;
    return busy == null || !busy.isAlive();
  }

  private void begin() {
    if (System.nanoTime() - sessionNanos > SESSION_IDLE.toNanos()) {
      session = newSession();
    }
    sessionNanos = System.nanoTime();
    HearOptions options = new HearOptions(session, null, true, null, null);
    long start;
    synchronized (this) {
      start = System.nanoTime() - before.size() * times.frame().toNanos();
      opening = true;
    }
    turn = Thread.ofVirtual().name("satellite-turn").start(() -> run(options, start));
  }

  private void run(HearOptions options, long start) {
    try {
      HeardTurn heard =
          satellite.turn(options, RATE_HZ, () -> new LiveMicrophone(RATE_HZ, start), this::opened);
      LOG.atInfo()
          .addKeyValue("session", heard.session())
          .addKeyValue("turn", heard.turn())
          .addKeyValue("first_audio_ms", Math.round(heard.firstAudioMs()))
          .addKeyValue("error", heard.error())
          .log("turn ended");
    } catch (SatelliteException e) {
      LOG.atWarn().addKeyValue("fault", e.getMessage()).log("an utterance is not heard");
    } finally {
      ended();
    }
  }

  private SessionId newSession() {
    return new SessionId(Ids.random("s_", random));
  }
}
