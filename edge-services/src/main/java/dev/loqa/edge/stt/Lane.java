package dev.loqa.edge.stt;

import dev.loqa.base.life.Part;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.edge.stt.vad.VoiceDetector;
import dev.loqa.protocol.SessionId;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One recognizer and the thread it belongs to: listens to one utterance at a time.
///
/// Any thread may call its methods. Its queue holds at most one utterance and one warming.
final class Lane implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final long CLOSE_SECONDS = 5;
  private static final int WARM_SAMPLES = Attention.RATE / 4;

  private final Bus bus;
  private final SttConfig config;
  private final InstantSource clock;
  private final Spans spans;
  private final SpeechEngine engine;
  private final VoiceDetector voices;
  private final Supplier<Ears> ears;
  private final Function<SessionId, Ears> earsFor;
  private final ExecutorService thread;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean warming = new AtomicBoolean();
  private @Nullable Recognizer recognizer;

  /// @param ears for what can be said at any time
  /// @param earsFor for what can be said next in a session
  Lane(
      int number,
      Bus bus,
      SttConfig config,
      InstantSource clock,
      Spans spans,
      SpeechEngine engine,
      VoiceDetector voices,
      Supplier<Ears> ears,
      Function<SessionId, Ears> earsFor) {
    this.bus = bus;
    this.config = config;
    this.clock = clock;
    this.spans = spans;
    this.engine = engine;
    this.voices = voices;
    this.ears = ears;
    this.earsFor = earsFor;
    thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("stt-ears-" + number).factory());
  }

  boolean busy() {
    return busy.get();
  }

  /// Listens to this utterance, unless another is listened to. `done` is called at its end, on this
  /// lane's thread.
  boolean take(Lease lease, Consumer<Lease> done) {
    if (!busy.compareAndSet(false, true)) {
      return false;
    }
    thread.execute(lease.trace().wrap(() -> listen(lease, done)));
    return true;
  }

  /// Loads the grammar now, so that the next utterance need not wait for it.
  ///
  /// @param make whether the recognizer is made for that; else a lane that has none stays without
  void warm(boolean make) {
    if (warming.compareAndSet(false, true)) {
      thread.execute(() -> {
        warming.set(false);
        if (recognizer == null && !make) {
          return;
        }
        try (var utterance = recognizer().open(ears.get().grammar())) {
          utterance.accept(new short[WARM_SAMPLES], 0, WARM_SAMPLES);
          // A pause too: what an engine thinks words over with may be loaded only then.
          utterance.paused(0, WARM_SAMPLES);
          utterance.finish();
        } catch (SttException e) {
          LOG.atError().addKeyValue("fault", e.getMessage()).log("recognizer cannot be prepared");
        } catch (RuntimeException e) {
          // The same fence: the utterance that follows gets a recognizer of its own.
          LOG.atError().setCause(e).log("recognizer failed while it was prepared");
          discard();
        }
      });
    }
  }

  private Recognizer recognizer() {
    var ready = recognizer;
    if (ready == null) {
      ready = engine.recognizer();
      recognizer = ready;
    }
    return ready;
  }

  private void listen(Lease lease, Consumer<Lease> done) {
    var listening = new Listening(bus, config, clock, spans, lease, () -> done.accept(lease));
    try {
      listening.run(recognizer(), voices, earsFor.apply(lease.session()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      listening.giveUp("this node is stopping: ask again");
    } catch (SttException e) {
      listening.giveUp(e.getMessage());
    } catch (RuntimeException e) {
      // The fence of the message loop: a fault in one utterance must not silence the next.
      LOG.atError().addKeyValue("turn", lease.turn()).setCause(e).log("recognizer failed");
      discard();
      listening.giveUp(null);
    } finally {
      busy.set(false);
      done.accept(lease);
    }
  }

  private void discard() {
    if (recognizer != null) {
      recognizer.close();
      recognizer = null;
    }
  }

  @Override
  public void close() {
    if (!thread.isShutdown()) {
      thread.execute(this::discard);
      thread.shutdown();
    }
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
        LOG.atWarn().log("recognizer did not stop in time");
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
