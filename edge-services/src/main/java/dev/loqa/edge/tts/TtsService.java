package dev.loqa.edge.tts;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.base.turns.CancelledTurns;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.bus.Delivery;
import dev.loqa.edge.tts.aloud.ReadAloud;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.Stage;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnCancel;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers `tts.request` with sound: pieces on `tts.audio.<session>`, the last one marked final,
/// then `tts.done`. Every request ends so, also an empty, refused, cancelled or failed one.
///
/// Requests of one session are spoken one after the other, higher priority first. Threads:
/// `tts-<n>` speak, `tts-watch` gives up an engine that went silent; the bus's own threads only put
/// into the bounded queue.
public final class TtsService implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(TtsService.class);
  private static final Duration WATCH_EVERY = Duration.ofMillis(100);
  private static final Duration JOIN = Duration.ofSeconds(3);
  private static final int WORDS = 3;
  private static final String SHOWN_ONLY = "the answer is shown as text";

  private final Bus bus;
  private final Synthesizer engine;
  private final TtsConfig config;
  private final Spans spans;
  private final SpeechQueue queue;
  private final CancelledTurns cancelled = new CancelledTurns();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final Parts parts = new Parts();

  private TtsService(Bus bus, Synthesizer engine, TtsConfig config, Spans spans) {
    this.bus = bus;
    this.engine = engine;
    this.config = config;
    this.spans = spans;
    this.queue = new SpeechQueue(config.waitingPerSession(), config.waitingInAll());
  }

  /// Starts to answer; the engine is closed with the service.
  public static TtsService start(Bus bus, Synthesizer engine, TtsConfig config, Spans spans) {
    TtsService service = new TtsService(bus, engine, config, spans);
    service.parts.add(engine);
    for (int i = 1; i <= config.workers(); i++) {
      service.threads.add(Thread.ofPlatform().name("tts-" + i).daemon().start(service::work));
    }
    service.threads.add(Thread.ofPlatform().name("tts-watch").daemon().start(service::watch));
    try {
      service.parts.add(bus.subscribe(Subjects.TURN_CANCEL, service::onCancel));
      service.parts.add(bus.subscribe(Subjects.TTS_REQUEST, "tts", service::onRequest));
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
    return service;
  }

  /// The same, without spans.
  public static TtsService start(Bus bus, Synthesizer engine, TtsConfig config) {
    return start(bus, engine, config, Spans.NONE);
  }

  /// Texts that wait or are being spoken.
  public int queueDepth() {
    return queue.depth();
  }

  /// The engine, for the registry of capabilities.
  public Synthesizer engine() {
    return engine;
  }

  @Override
  public void close() {
    queue.close();
    closing.countDown();
    SpeechQueue.Matched all = queue.matching(job -> true);
    all.running().forEach(job -> job.stop(SpeechJob.Stop.CLOSING));
    all.removed().forEach(job -> refuse(job, "speech is shutting down"));
    try {
      for (Thread thread : threads) {
        thread.join(JOIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    parts.close();
  }

  /// Also takes what is meant for this node alone.
  public void listenAs(NodeId node) {
    parts.add(bus.subscribe(Subjects.ttsRequest(node), this::onRequest));
  }

  private void onRequest(Delivery delivery) {
    SpeechJob job =
        new SpeechJob(delivery.as(TtsRequest.class), Context.current(), System.nanoTime());
    if (cancelled.reason(job.request().turnId()).isPresent()) {
      close(silent(job), false);
      return;
    }
    Optional<String> refusal = queue.offer(job);
    refusal.ifPresent(why -> refuse(job, why));
    if (cancelled.reason(job.request().turnId()).isPresent()) {
      // The cancel came between the two, and may have found nothing.
      stop(job::equals);
    }
  }

  private void onCancel(Delivery delivery) {
    TurnCancel cancel = delivery.as(TurnCancel.class);
    cancelled.add(cancel);
    stop(job -> job.isMeantBy(cancel));
  }

  private void stop(Predicate<SpeechJob> which) {
    SpeechQueue.Matched meant = queue.matching(which);
    meant.running().forEach(job -> job.stop(SpeechJob.Stop.CANCELLED));
    meant.removed().forEach(job -> close(silent(job), false));
  }

  private void refuse(SpeechJob job, String why) {
    LOG.atWarn()
        .addKeyValue("session", job.session())
        .addKeyValue("reason", why)
        .log("a text is not spoken");
    SpeechSender sender = silent(job);
    sender.degraded(why, SHOWN_ONLY);
    close(sender, false);
  }

  private void work() {
    try {
      for (Optional<SpeechJob> job = queue.take(); job.isPresent(); job = queue.take()) {
        SpeechJob mine = job.get();
        try {
          mine.trace().wrap(() -> traced(mine)).run();
        } finally {
          queue.done(mine);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void traced(SpeechJob job) {
    Span span = spans.begin(Stage.TTS.wire(), job.session(), job.request().turnId());
    try (Scope _ = span.makeCurrent()) {
      speak(job, span);
    } finally {
      span.end();
    }
  }

  @SuppressWarnings("IllegalCatch")
  private void speak(SpeechJob job, Span span) {
    SpeechSender sender =
        new SpeechSender(bus, job, config.originalAudio(), () -> span.addEvent("first piece"));
    boolean completed = false;
    try {
      SpokenText text = SpokenText.of(job.request().text(), config.maxChars());
      if (text.cut()) {
        sender.degraded(
            "the text has %d characters, at most %d are spoken"
                .formatted(text.givenLength(), config.maxChars()),
            "its beginning is spoken");
      }
      completed = text.isEmpty() || say(job, inWords(job.request(), text.text()), sender);
    } catch (Exception e) { // fence of the message loop: one bad text must not end the worker
      LOG.atWarn().addKeyValue("session", job.session()).setCause(e).log("speech failed");
      sender.degraded(String.valueOf(e.getMessage()), SHOWN_ONLY);
    }
    close(sender, completed);
    LOG.atDebug()
        .addKeyValue("session", job.session())
        .addKeyValue("completed", completed)
        .addKeyValue("first_piece_ms", sender.firstPieceMillis())
        .addKeyValue("pieces", sender.piecesSent())
        .log("text spoken");
  }

  /// For a text that is not spoken: only its end is sent.
  private SpeechSender silent(SpeechJob job) {
    return new SpeechSender(bus, job, config.originalAudio(), () -> {});
  }

  private static void close(SpeechSender sender, boolean completed) {
    try {
      sender.finish(completed);
    } catch (BusException e) {
      // The satellite's own deadline ends the turn; this worker goes on with the next text.
      LOG.atWarn().setCause(e).log("the end of a text could not be sent");
    }
  }

  /// Numbers and abbreviations in words, which are at most [#WORDS] times as long.
  private String inWords(TtsRequest request, String text) {
    String language = request.language() == null ? config.language() : request.language();
    String words = ReadAloud.in(language).words(text);
    return SpokenText.of(words, WORDS * config.maxChars()).text();
  }

  private boolean say(SpeechJob job, String text, SpeechSender sender) throws InterruptedException {
    TtsRequest request = job.request();
    SpeechRequest speech = new SpeechRequest(text, request.voice(), request.language());
    try (Synthesis synthesis = engine.begin(speech)) {
      job.runs(synthesis);
      for (Optional<Pcm> piece = synthesis.next();
          piece.isPresent() && job.stopped() == null;
          piece = synthesis.next()) {
        sender.send(piece.get());
        pace(job, sender);
        job.progressed();
      }
      synthesis.fallback().ifPresent(f -> sender.degraded(f.reason(), f.instead()));
    }
    if (job.stopped() == SpeechJob.Stop.STALLED) {
      throw new TtsException(
          "%s gave no sound for %d ms: it was stopped"
              .formatted(engine.name(), config.stall().toMillis()));
    }
    return job.stopped() == null;
  }

  /// Waits while more than the lead is sent already; the engine's pipe then fills and it waits too.
  private void pace(SpeechJob job, SpeechSender sender) throws InterruptedException {
    long ahead = sender.aheadNanos() - config.lead().toNanos();
    while (ahead > 0) {
      job.progressed();
      if (job.awaitStop(Math.min(ahead, WATCH_EVERY.toNanos()))) {
        return;
      }
      ahead = sender.aheadNanos() - config.lead().toNanos();
    }
  }

  private void watch() {
    long stall = config.stall().toNanos();
    try {
      while (!closing.await(WATCH_EVERY.toNanos(), TimeUnit.NANOSECONDS)) {
        queue.matching(job -> job.silentFor(stall)).running().forEach(SpeechJob::stalled);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
