package dev.loqa.loqad.converse;

import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.loqad.pin.PinException;
import dev.loqa.loqad.route.Decision;
import dev.loqa.loqad.route.Pending;
import dev.loqa.loqad.route.PinAnswers;
import dev.loqa.loqad.route.PinVerdict;
import dev.loqa.loqad.route.RouteContext;
import dev.loqa.loqad.route.Router;
import dev.loqa.loqad.skills.SkillCatalog;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.Ledger;
import dev.loqa.protocol.PlayStarted;
import dev.loqa.protocol.Stage;
import dev.loqa.protocol.TurnReport;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.reply.Phrases;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one turn from its words to its end, in the order of the table in ARCHITECTURE.md. Holds
/// nothing between turns.
final class TurnRunner {
  private static final Logger LOG = LoggerFactory.getLogger(TurnRunner.class);

  private final EventStore store;
  private final TurnContext context;
  private final Actor actor;
  private final Speaker speaker;
  private final Spans spans;
  private final TurnMetrics metrics;

  TurnRunner(Bus bus, EventStore store, SkillService skills, TurnContext context) {
    this.store = store;
    this.context = context;
    this.spans = context.telemetry().spans();
    this.speaker = new Speaker(bus, context.config(), context.speech(), spans);
    this.actor =
        new Actor(
            skills,
            bus,
            context.clock(),
            context.config(),
            context.model(),
            speaker,
            spans,
            this::remember);
    this.metrics = new TurnMetrics(context.telemetry().meter());
  }

  TurnReport run(
      Utterance said, Session session, SkillCatalog catalog, Progress progress, long startNanos) {
    Span span = spans.begin("turn", said.session(), said.turn());
    Pending pending = session.take(context.config().reply(), System.nanoTime());
    // From here on nobody has the words that may be a PIN, but what is known of them.
    PinVerdict verdict =
        pending instanceof Pending.PinWanted wanted
            ? judge(wanted, said.text(), language(catalog.in(said.language())))
            : null;
    Utterance utterance = verdict == null ? said : said.withheld();
    try (Scope _ = span.makeCurrent()) {
      return inSpan(
          utterance,
          pending,
          verdict,
          session,
          catalog,
          progress,
          startNanos,
          span.getSpanContext().getTraceId());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return empty(utterance, "interrupted");
    } finally {
      span.end();
    }
  }

  private TurnReport inSpan(
      Utterance utterance,
      @Nullable Pending pending,
      @Nullable PinVerdict verdict,
      Session session,
      SkillCatalog catalog,
      Progress progress,
      long startNanos,
      String traceId)
      throws InterruptedException {
    Map<Stage, Double> stages = new EnumMap<>(Stage.class);
    stages.put(Stage.ENDPOINT, utterance.stageMs().getOrDefault("endpoint", 0.0));
    stages.put(Stage.STT, utterance.stageMs().getOrDefault("stt", 0.0));
    Envelope envelope = TurnEvents.envelope(utterance, traceId);

    RouteContext route = route(catalog.in(utterance.language()), pending);
    Decision decision = decide(utterance, pending, verdict, route);
    List<NewEvent> before = new ArrayList<>();
    before.add(TurnEvents.words(utterance, envelope));
    if (verdict != null) {
      before.add(TurnEvents.pin(verdict, envelope));
    }
    before.add(TurnEvents.decision(decision, utterance, envelope));
    if (!(decision instanceof Decision.RunSkills)) {
      remember(before);
      before = List.of();
    }
    long routed = System.nanoTime();
    stages.put(Stage.ROUTE, (routed - startNanos) / 1e6);
    spans.past(Stage.ROUTE.wire(), utterance.session(), utterance.turn(), startNanos, routed);
    if (verdict != null && !(decision instanceof Decision.AskPin)) {
      actor.privately(utterance, 0);
    }
    Acted acted = actor.act(decision, utterance, traceId, before, progress, route, session);
    Lexicon house = catalog.in(utterance.language()).lexicon();
    if (pending != null && decision instanceof Decision.Ignore) {
      session.giveBack(pending);
    } else if (pending != null || acted.pending() != null) {
      await(acted.pending(), session, utterance, house);
    }
    stages.put(Stage.SKILL, acted.skillMs());
    stages.put(Stage.LLM, acted.modelMs());

    double total = say(acted, utterance, progress, stages, startNanos);
    if (acted.pending() != null && acted.voice() != null) {
      await(afterAModelsWords(acted.pending(), progress), session, utterance, house);
    }
    TurnReport report =
        new TurnReport(
            utterance.session(),
            utterance.turn(),
            utterance.text(),
            utterance.language(),
            acted.intent(),
            acted.slots(),
            acted.skill(),
            acted.reply(),
            acted.receipts(),
            progress.audioMs(),
            new Ledger(total, stages),
            traceId,
            acted.source());
    end(report, decision, progress, utterance, envelope);
    return report;
  }

  private void await(
      @Nullable Pending question, Session session, Utterance utterance, Lexicon house) {
    session.await(question, System.nanoTime());
    actor.expect(utterance, question, house);
  }

  /// A question that followed a model's words is open from when all was heard. Who cut that short
  /// may have answered the model, which asks what it likes: their yes is none to this question.
  private static @Nullable Pending afterAModelsWords(Pending asked, Progress progress) {
    // Words that may be the PIN are kept private all the same, and are no yes.
    boolean heard = progress.cancelled() == null || asked instanceof Pending.PinWanted;
    return heard ? asked : null;
  }

  private static Language language(SkillCatalog catalog) {
    return Languages.of(catalog.language()).orElseGet(Languages::english);
  }

  private PinVerdict judge(Pending.PinWanted wanted, String words, Language language) {
    if (wanted.late()) {
      return PinVerdict.LATE;
    }
    if (words.isBlank()) {
      return PinVerdict.UNHEARD;
    }
    try {
      return Router.refuses(words, language) ? PinVerdict.DECLINED : context.pin().check(words);
    } catch (PinException e) {
      LOG.atError().setCause(e).log("the PIN cannot be compared");
      return PinVerdict.NOT_SET;
    }
  }

  private RouteContext route(SkillCatalog catalog, @Nullable Pending pending) {
    return new RouteContext(
        catalog.matcher(),
        catalog.intents(),
        context.risks(),
        context.pin().state(),
        pending,
        context.model().asked().getAsBoolean(),
        catalog.examples());
  }

  private Decision decide(
      Utterance utterance,
      @Nullable Pending pending,
      @Nullable PinVerdict verdict,
      RouteContext route) {
    if (pending instanceof Pending.PinWanted wanted && verdict != null) {
      return PinAnswers.decide(wanted, verdict, Phrases.in(utterance.language()));
    }
    Decision decision = Router.decide(utterance.text(), route);
    boolean claimed = !(decision instanceof Decision.AskModel);
    return claimed || context.settled().getAsBoolean()
        ? decision
        : new Decision.Answer(
            Phrases.in(utterance.language()).settingUp(),
            List.of("nobody claims the words, and skills are still being installed"));
  }

  /// Speaks the reply and waits for its end; the time to the first sound, or to the words when
  /// nothing is spoken.
  private double say(
      Acted acted,
      Utterance utterance,
      Progress progress,
      Map<Stage, Double> stages,
      long startNanos)
      throws InterruptedException {
    boolean voice = utterance.path() == Utterance.Path.VOICE;
    double before =
        voice ? stages.getOrDefault(Stage.ENDPOINT, 0.0) + stages.getOrDefault(Stage.STT, 0.0) : 0;
    double words = before + Actor.since(startNanos);
    AnswerVoice begun = acted.voice();
    boolean voiceless = !context.speech().asked().getAsBoolean();
    if (begun == null && (acted.reply().isBlank() || !utterance.speak() || voiceless)) {
      if (voice && !acted.reply().isBlank()) {
        // The satellite would wait for a sound.
        speaker.voice(utterance, progress, acted.source()).nothingMore();
      }
      return words;
    }
    AnswerVoice voiced = begun == null ? spoken(acted, utterance, progress) : begun;
    double firstAudio = speaker.awaitFirstSound(voiced, utterance);
    stages.put(Stage.TTS, firstAudio);
    if (firstAudio == 0) {
      return words;
    }
    double here = before + (progress.firstAudioNanos() - startNanos) / 1e6;
    speaker.awaitEnd(voiced, utterance, progress);
    PlayStarted heard = progress.heard();
    if (!voice || heard == null) {
      return here;
    }
    stages.put(Stage.PLAY, heard.stageMs().getOrDefault("play", 0.0));
    return heard.firstAudioMs();
  }

  private AnswerVoice spoken(Acted acted, Utterance utterance, Progress progress)
      throws InterruptedException {
    AnswerVoice voice = speaker.voice(utterance, progress, acted.source());
    voice.end(acted.reply());
    return voice;
  }

  private void end(
      TurnReport report,
      Decision decision,
      Progress progress,
      Utterance utterance,
      Envelope envelope) {
    String cancelled = progress.cancelled();
    String end = cancelled == null ? "done" : "cancelled";
    remember(List.of(TurnEvents.ended(report, decision.why(), end, utterance, envelope)));
    if (!(decision instanceof Decision.Ignore)) {
      metrics.record(report, utterance, end);
    }
    LOG.atInfo()
        .addKeyValue("session", report.session())
        .addKeyValue("turn", report.turn())
        .addKeyValue("intent", report.intent())
        .addKeyValue("end", end)
        .addKeyValue("total_ms", Math.round(report.ledger().totalMs()))
        .addKeyValue("trace", report.traceId())
        .log("turn ended");
  }

  private void remember(List<NewEvent> events) {
    try {
      store.appendAllAsync(events, List.of());
    } catch (StoreException e) {
      LOG.atError().setCause(e).log("turn not recorded");
    }
  }

  private static TurnReport empty(Utterance utterance, String reply) {
    return new TurnReport(
        utterance.session(),
        utterance.turn(),
        utterance.text(),
        utterance.language(),
        null,
        Map.of(),
        null,
        reply,
        List.of(),
        0,
        new Ledger(0, Map.of()),
        null,
        null);
  }
}
