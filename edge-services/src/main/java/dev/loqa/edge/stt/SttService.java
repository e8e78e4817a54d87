package dev.loqa.edge.stt;

import dev.loqa.base.life.Part;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Subscription;
import dev.loqa.edge.stt.http.HttpEngine;
import dev.loqa.edge.stt.pocketsphinx.PocketSphinxEngine;
import dev.loqa.edge.stt.vad.VoiceDetector;
import dev.loqa.edge.stt.vad.VoiceDetectors;
import dev.loqa.edge.stt.whisper.WhisperEngine;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ears of this node: leases utterances, turns their sound into transcripts.
///
/// Made means started: engine loaded, vocabulary asked for. It leases nothing until the vocabulary
/// has come. Threads: one for the vocabulary, one a recognizer, and the bus's own, one a
/// subscription.
public final class SttService implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(SttService.class);

  private final SttConfig config;
  private final SpeechEngine engine;
  private final VoiceDetector voices;
  private final List<Lane> lanes = new ArrayList<>();
  private final AtomicReference<Ears> ears = new AtomicReference<>();
  private final OpenQuestions questions = new OpenQuestions(ears::get, System::nanoTime);
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Reception reception;
  private final VocabularyFeed feed;
  private final List<Subscription> subscriptions;

  private SttService(Bus bus, SttConfig config, SpeechEngine engine, Spans spans) {
    this.config = config;
    this.engine = engine;
    voices = VoiceDetectors.open(config.vad());
    var clock = InstantSource.system();
    for (int i = 1; i <= config.recognizers(); i++) {
      lanes.add(new Lane(i, bus, config, clock, spans, engine, voices, ears::get, this::earsFor));
    }
    reception = new Reception(bus, config, List.copyOf(lanes), ready);
    subscriptions = new ArrayList<>(reception.subscribe());
    subscriptions.add(bus.subscribe(Subjects.SESSION_EXPECTS, questions::told));
    feed = new VocabularyFeed(bus, config.language(), this::listenFor);
  }

  /// Starts to listen with the engine that `config` names.
  ///
  /// @throws SttException when the engine cannot be loaded; the message says what to install or set
  public static SttService start(Bus bus, SttConfig config, Spans spans) {
    return start(bus, config, engine(config), spans);
  }

  /// The same, without spans.
  public static SttService start(Bus bus, SttConfig config) {
    return start(bus, config, Spans.NONE);
  }

  /// Starts to listen with an engine of the caller's, which is closed with the service.
  static SttService start(Bus bus, SttConfig config, SpeechEngine engine) {
    return start(bus, config, engine, Spans.NONE);
  }

  static SttService start(Bus bus, SttConfig config, SpeechEngine engine, Spans spans) {
    var service = new SttService(bus, config, engine, spans);
    LOG.atInfo()
        .addKeyValue("engine", engine.name())
        .addKeyValue("vad", service.voices.name())
        .addKeyValue("recognizers", config.recognizers())
        .log("listening");
    return service;
  }

  /// The engine that `config` names, loaded.
  public static SpeechEngine engine(SttConfig config) {
    return switch (config.engine()) {
      case "http" -> new HttpEngine(config.http(), config.language());
      case "whisper" -> new WhisperEngine(config.whisper(), config.language());
      default ->
          new PocketSphinxEngine(
              config.pocketsphinx().library(),
              config.pocketsphinx().model(),
              config.pocketsphinx().dictionary(),
              config.rejectBelow());
    };
  }

  private Ears earsFor(SessionId session) {
    return questions.ears(session, ears.get());
  }

  private void listenFor(Ears changed) {
    ears.set(changed);
    // A recognizer takes some 40 MB: the second one is made when two people speak at once.
    lanes.forEach(lane -> lane.warm(lane == lanes.getFirst()));
    ready.countDown();
  }

  /// Waits until the vocabulary has come and utterances are leased. False when it takes longer.
  public boolean awaitReady(long millis) throws InterruptedException {
    return ready.await(millis, TimeUnit.MILLISECONDS);
  }

  /// What this node can do, for its announcement.
  public List<String> capabilities() {
    return List.of(
        "stt",
        "stt.engine." + engine.name(),
        "stt.language." + config.language(),
        "stt.vad." + voices.name());
  }

  /// How many utterances are listened to now, for the heartbeat.
  public int leased() {
    return (int) lanes.stream().filter(Lane::busy).count();
  }

  /// Whether nothing of this session is published before its end.
  boolean keepsQuiet(SessionId session) {
    return reception.keepsQuiet(session);
  }

  /// Whether utterances are leased.
  public boolean ready() {
    return ready.getCount() == 0;
  }

  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
    feed.close();
    reception.close();
    lanes.forEach(Lane::close);
    engine.close();
    voices.close();
  }
}
