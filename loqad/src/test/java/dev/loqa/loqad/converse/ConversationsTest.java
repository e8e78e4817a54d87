package dev.loqa.loqad.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.telemetry.Telemetry;
import dev.loqa.base.telemetry.TelemetryConfig;
import dev.loqa.base.telemetry.TraceHeaders;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.pin.PinLock;
import dev.loqa.loqad.route.CallRisks;
import dev.loqa.loqad.skills.Alerts;
import dev.loqa.loqad.skills.SkillCatalog;
import dev.loqa.loqad.skills.SkillLoader;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.loqad.web.Web;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.NluResponse;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.TurnReport;
import dev.loqa.skillhost.SkillHost;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConversationsTest {
  private static final ConverseConfig QUICK =
      new ConverseConfig(Duration.ofMillis(150), Duration.ofMillis(400), Duration.ofSeconds(60));

  @TempDir private Path folder;
  private InMemoryBus bus;
  private EventStore store;
  private Telemetry telemetry;
  private SkillHost host;
  private Alerts alerts;
  private Conversations conversations;
  private final AtomicBoolean settled = new AtomicBoolean(true);

  @BeforeEach
  void start() {
    bus = new InMemoryBus();
    store = EventStore.open(StoreOptions.in(folder, new NodeId("n")));
    telemetry = Telemetry.start(TelemetryConfig.DEFAULT, "test", "test");
    host = SkillLoader.host(store, bus, folder.resolve("cache"), Web.NONE);
    alerts = new Alerts(bus, store);
    SimulatedHome home = new SimulatedHome(Optional.empty());
    SkillService skills =
        new SkillService(
            host,
            store,
            bus,
            home,
            alerts,
            InstantSource.system(),
            ZoneId.of("UTC"),
            new Random(1));
    SkillCatalog catalog = SkillCatalog.of(List.of(), home, "en");
    TurnContext context =
        new TurnContext(
            QUICK,
            telemetry,
            InstantSource.system(),
            new Random(2),
            CallRisks.byIntent(Map.of()),
            PinLock.in(folder),
            Nodes.lasting(() -> true),
            Nodes.lasting(() -> true),
            settled::get);
    conversations = new Conversations(bus, store, skills, () -> catalog, context);
  }

  @AfterEach
  void stop() {
    conversations.close();
    alerts.close();
    host.close();
    telemetry.close();
    store.close();
    bus.close();
  }

  private static Utterance typed(String text, boolean speak) {
    return new Utterance(
        new SessionId("s"),
        new TurnId("t"),
        text,
        "en",
        null,
        null,
        Utterance.Path.TEXT,
        false,
        speak,
        1,
        Map.of());
  }

  @Test
  void saysThatItIsStillSettingUpWhileSkillsArrive() throws Exception {
    modelAnswers("never asked");
    settled.set(false);
    assertThat(conversations.say(typed("turn on the kitchen light", false)).reply())
        .isEqualTo("I am still setting up my skills. Ask me again in a moment.");

    settled.set(true);
    assertThat(conversations.say(typed("turn on the kitchen light", false)).reply())
        .isEqualTo("never asked");
  }

  private void modelAnswers(String words) {
    bus.subscribe(
        Subjects.NLU_REQUEST,
        delivery -> {
          NluRequest request = delivery.as(NluRequest.class);
          bus.publish(
              new NluResponse(
                  request.sessionId(),
                  words,
                  false,
                  null,
                  null,
                  null,
                  null,
                  Instant.EPOCH,
                  List.of(),
                  null,
                  request.turnId(),
                  Map.of()));
        });
  }

  private void speechSpeaks() {
    bus.subscribe(
        Subjects.TTS_REQUEST,
        delivery -> {
          TtsRequest request = delivery.as(TtsRequest.class);
          Bytes sound = Bytes.wrap(new byte[32_000]);
          bus.publish(
              new TtsAudio(request.sessionId(), null, 0, 16_000, 1, sound, true, request.turnId()));
          bus.publish(
              new TtsDone(
                  request.sessionId(), null, true, Instant.EPOCH, request.turnId(), Map.of()));
        });
  }

  @Test
  void aTurnIsAnsweredSpokenAndRemembered() {
    modelAnswers("I do not know.");
    speechSpeaks();

    TurnReport report = conversations.say(typed("who is the king of france", true));

    assertThat(report.reply()).isEqualTo("I do not know.");
    assertThat(report.audioMs()).isEqualTo(1_000);
    assertThat(report.ledger().sums()).isTrue();
    assertThat(report.traceId()).hasSize(32);
    assertThat(telemetry.scrape())
        .contains("loqa_voice_latency_ms_count")
        .contains("path=\"text\"")
        .contains("synthetic=\"false\"");
  }

  @Test
  void everyTurnLeavesItsWordsItsDecisionAndItsEnd() {
    modelAnswers("Hm.");
    conversations.say(typed("hello there", false));
    store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));
    assertThat(store.events(Query.ofSession(new SessionId("s")), Page.Cursor.START, 10).items())
        .extracting(stored -> stored.event().type())
        .containsExactly("stt.text.final", "route.decision", "turn.ended");
  }

  @Test
  void aTurnHeardSomewhereGoesOnWithItsTraceInWhatItSendsAndRemembers() throws Exception {
    modelAnswers("Hm.");
    BlockingQueue<String> traces = new LinkedBlockingQueue<>();
    bus.subscribe(
        Subjects.TTS_REQUEST, request -> traces.add(TraceHeaders.traceId().orElse("none")));
    Span root = telemetry.spans().begin("turn", new SessionId("s"), new TurnId("t"));
    String trace = root.getSpanContext().getTraceId();

    TurnReport report;
    try (Scope _ = root.makeCurrent()) {
      report = conversations.say(typed("hello", true));
    }

    assertThat(report.traceId()).isEqualTo(trace);
    assertThat(traces.poll(5, TimeUnit.SECONDS)).isEqualTo(trace);
    store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));
    assertThat(store.events(Query.ofSession(new SessionId("s")), Page.Cursor.START, 10).items())
        .extracting(stored -> String.valueOf(stored.event().envelope().traceId()))
        .containsExactly(trace, trace, trace);
  }

  @Test
  void aModelThatIsSilentGetsAnApologyAndSaysSo() throws InterruptedException {
    BlockingQueue<SessionDegraded> degraded = degradations();
    TurnReport report = conversations.say(typed("who is the king of france", false));
    assertThat(report.reply()).contains("did not answer");
    assertThat(degraded.poll(5, TimeUnit.SECONDS))
        .isNotNull()
        .extracting(SessionDegraded::stage)
        .isEqualTo("llm");
  }

  @Test
  void speechThatNeverComesIsAskedForTwiceAndThenTheTurnEnds() throws InterruptedException {
    modelAnswers("Hm.");
    BlockingQueue<TtsRequest> requests = new LinkedBlockingQueue<>();
    bus.subscribe(Subjects.TTS_REQUEST, delivery -> requests.add(delivery.as(TtsRequest.class)));
    BlockingQueue<SessionDegraded> degraded = degradations();

    TurnReport report = conversations.say(typed("hello", true));

    assertThat(report.reply()).isEqualTo("Hm.");
    assertThat(report.audioMs()).isZero();
    assertThat(requests.poll(5, TimeUnit.SECONDS)).isNotNull();
    assertThat(requests.poll(5, TimeUnit.SECONDS)).isNotNull();
    assertThat(degraded.poll(5, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void wordsThatAreNoneAreNotAnswered() {
    assertThat(conversations.say(typed(" ", true)).reply()).isEmpty();
  }

  private BlockingQueue<SessionDegraded> degradations() {
    BlockingQueue<SessionDegraded> degraded = new LinkedBlockingQueue<>();
    bus.subscribe(
        Subjects.SESSION_DEGRADED, delivery -> degraded.add(delivery.as(SessionDegraded.class)));
    return degraded;
  }
}
