package dev.loqa.loqad.converse;

import dev.loqa.base.json.Json;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.loqad.route.Answers;
import dev.loqa.loqad.route.Decision;
import dev.loqa.loqad.route.ModelCalls;
import dev.loqa.loqad.route.Pending;
import dev.loqa.loqad.route.RouteContext;
import dev.loqa.loqad.route.SkillCall;
import dev.loqa.loqad.skills.CallScope;
import dev.loqa.loqad.skills.SkillRun;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.protocol.Message;
import dev.loqa.protocol.Receipt;
import dev.loqa.protocol.SessionExpects;
import dev.loqa.protocol.SessionPrivate;
import dev.loqa.protocol.SkillFailed;
import dev.loqa.protocol.SkillResult;
import dev.loqa.protocol.Stage;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.reply.Phrases;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries a decision out: runs the skills or asks the model, and finds the words.
final class Actor {
  private static final Logger LOG = LoggerFactory.getLogger(Actor.class);
  private static final int LONGEST_WAIT = 3_600;

  /// A late answer is still kept private: so many times the time for one.
  static final int PIN_WAITS = 3;

  private final SkillService skills;
  private final Bus bus;
  private final ConverseConfig config;
  private final Nodes nodes;
  private final ModelAnswers models;
  private final Spans spans;
  private final Consumer<List<NewEvent>> remember;

  /// @param nodes those that answer for language models
  Actor(
      SkillService skills,
      Bus bus,
      InstantSource clock,
      ConverseConfig config,
      Nodes nodes,
      Speaker speaker,
      Spans spans,
      Consumer<List<NewEvent>> remember) {
    this.skills = skills;
    this.bus = bus;
    this.config = config;
    this.nodes = nodes;
    this.models = new ModelAnswers(bus, clock, config, nodes, speaker, spans);
    this.spans = spans;
    this.remember = remember;
  }

  Acted act(
      Decision decision,
      Utterance utterance,
      @Nullable String traceId,
      List<NewEvent> before,
      Progress progress,
      RouteContext route,
      Session session)
      throws InterruptedException {
    return switch (decision) {
      case Decision.RunSkills run -> run(run, utterance, traceId, before);
      case Decision.Confirm confirm ->
          Acted.words(confirm.challenge().question(), confirm.challenge());
      case Decision.AskPin ask -> {
        privately(utterance, PIN_WAITS * (int) config.reply().toSeconds());
        yield Acted.words(ask.words(), ask.wanted());
      }
      case Decision.AskBack ask -> Acted.words(ask.question().question(), ask.question());
      case Decision.Answer answer -> Acted.words(answer.text(), null);
      case Decision.Ignore _ -> Acted.words("", null);
      case Decision.AskModel ask ->
          nodes.asked().getAsBoolean()
              ? models.answer(
                  ask.prompt(),
                  utterance,
                  progress,
                  route,
                  session,
                  calls -> called(calls, utterance, traceId, progress, route))
              : Acted.model(Phrases.in(utterance.language()).notUnderstood(), null, null, 0);
    };
  }

  /// Tells the ears whether what is said next in this conversation may be a PIN.
  ///
  /// @param seconds for how long; 0: no longer
  void privately(Utterance utterance, int seconds) {
    // Without a bus no ears hear anything either; typed words need none.
    send(
        new SessionPrivate(utterance.session(), Math.min(seconds, LONGEST_WAIT)),
        utterance,
        "ears not told of a PIN");
  }

  /// Tells the ears what may be said next in this conversation besides what can be said anyway.
  ///
  /// @param question none: nothing more than that
  void expect(Utterance utterance, @Nullable Pending question, Lexicon house) {
    Map<String, Object> answers =
        question == null ? Map.of() : Json.toMap(Answers.to(question, house));
    int seconds = question == null ? 0 : Math.min((int) config.reply().toSeconds(), LONGEST_WAIT);
    send(
        new SessionExpects(utterance.session(), seconds, answers),
        utterance,
        "ears not told of a question");
  }

  /// Sends what others should know. A turn does not end where the bus is away: whoever had
  /// something done hears what became of it.
  private void send(Message message, Utterance utterance, String otherwise) {
    try {
      bus.publish(message);
    } catch (BusException e) {
      LOG.atWarn().addKeyValue("session", utterance.session()).setCause(e).log(otherwise);
    }
  }

  private Acted run(
      Decision.RunSkills run,
      Utterance utterance,
      @Nullable String traceId,
      List<NewEvent> before) {
    long start = System.nanoTime();
    List<String> words = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    Pending pending = null;
    String source = null;
    List<NewEvent> events = before;
    for (SkillCall call : run.calls()) {
      // Each call is cleared for what was asked about it, not for what another one needed.
      Risk cleared = call.risk().coveredBy(run.cleared()) ? call.risk() : Risk.NONE;
      CallScope scope = scope(utterance, cleared, traceId);
      SkillRun done = traced(call, scope, utterance, events);
      events = List.of();
      receipts.addAll(done.receipts());
      source = done.own() ? done.skill() : source;
      if (!done.words().isBlank()) {
        words.add(done.words());
      }
      SkillRun.Ask ask = done.ask();
      if (ask != null) {
        words.add(ask.question());
        pending = asked(call, ask);
      }
      announce(done, utterance);
    }
    words.addAll(run.notUnderstood());
    SkillCall first = run.calls().getFirst();
    return new Acted(
        first.intent(),
        first.skill(),
        first.slots(),
        String.join(" ", words),
        source,
        receipts,
        null,
        pending,
        since(start),
        0);
  }

  private SkillRun traced(
      SkillCall call, CallScope scope, Utterance utterance, List<NewEvent> events) {
    Span span = spans.begin(Stage.SKILL.wire(), utterance.session(), utterance.turn());
    try (Scope _ = span.makeCurrent()) {
      SkillRun done = skills.run(call, scope, events);
      span.setAttribute("loqa.skill", done.skill())
          .setAttribute("loqa.intent", call.intent())
          .setAttribute("loqa.invocation", done.id().value())
          .setAttribute("loqa.outcome", done.ok() ? "completed" : "failed");
      String error = done.error();
      if (error != null) {
        span.setStatus(StatusCode.ERROR, error);
      }
      return done;
    } finally {
      span.end();
    }
  }

  private static @Nullable Pending asked(SkillCall call, SkillRun.Ask ask) {
    String slot = ask.slot();
    return slot == null ? null : new Pending.Asked(call, slot, "text", ask.question());
  }

  private static CallScope scope(Utterance utterance, Risk cleared, @Nullable String traceId) {
    String speaker = utterance.speaker();
    return new CallScope(
        utterance.session(),
        utterance.turn(),
        utterance.language(),
        utterance.room(),
        speaker,
        cleared,
        speaker == null ? "person" : speaker,
        traceId,
        utterance.purpose());
  }

  private void announce(SkillRun run, Utterance utterance) {
    String error = run.error();
    Message result =
        error == null
            ? new SkillResult(
                run.id(),
                utterance.session(),
                run.skill(),
                run.intent(),
                run.receipts(),
                run.words(),
                utterance.turn(),
                Map.of())
            : new SkillFailed(
                run.id(),
                utterance.session(),
                run.skill(),
                run.intent(),
                run.receipts(),
                run.words(),
                error,
                utterance.turn(),
                Map.of());
    send(result, utterance, "result of a skill not announced");
  }

  /// Runs what a model called, as if the person had said it: with the same questions, and with the
  /// same proofs for what is said about it.
  private Acted called(
      List<Map<String, Object>> calls,
      Utterance utterance,
      @Nullable String traceId,
      Progress progress,
      RouteContext route)
      throws InterruptedException {
    Decision decision = ModelCalls.decide(calls, route);
    List<NewEvent> events =
        List.of(TurnEvents.decision(decision, utterance, TurnEvents.envelope(utterance, traceId)));
    if (!(decision instanceof Decision.RunSkills)) {
      remember.accept(events);
      events = List.of();
    }
    // It never decides to ask the model, so this ends.
    return act(decision, utterance, traceId, events, progress, route, new Session());
  }

  static double since(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e6;
  }
}
