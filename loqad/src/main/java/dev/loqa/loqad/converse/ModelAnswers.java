package dev.loqa.loqad.converse;

import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.loqad.route.RouteContext;
import dev.loqa.protocol.Message;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.Stage;
import dev.loqa.understanding.reply.Phrases;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers by a language model: asks it, has its sentences spoken as they come, lets the tools that
/// it called be run, and says in Loqa's words what is true of that. Used by the turns' threads;
/// holds nothing between them.
final class ModelAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ModelAnswers.class);

  private final Bus bus;
  private final InstantSource clock;
  private final ConverseConfig config;
  private final Nodes nodes;
  private final Speaker speaker;
  private final Spans spans;

  /// @param nodes those that answer for language models
  ModelAnswers(
      Bus bus,
      InstantSource clock,
      ConverseConfig config,
      Nodes nodes,
      Speaker speaker,
      Spans spans) {
    this.bus = bus;
    this.clock = clock;
    this.config = config;
    this.nodes = nodes;
    this.speaker = speaker;
    this.spans = spans;
  }

  /// Does what a model called.
  @FunctionalInterface
  interface Tools {
    /// Does it, or asks the person first; says what came of it.
    ///
    /// @param calls each `{"name", "arguments"}`, as the model made them
    Acted run(List<Map<String, Object>> calls) throws InterruptedException;
  }

  /// The answer to `prompt`, spoken already as far as it came in sentences.
  Acted answer(
      String prompt,
      Utterance utterance,
      Progress progress,
      RouteContext route,
      Session session,
      Tools tools)
      throws InterruptedException {
    Span span = spans.begin(Stage.LLM.wire(), utterance.session(), utterance.turn());
    try (Scope _ = span.makeCurrent()) {
      return asked(prompt, utterance, progress, route, session, tools);
    } finally {
      span.end();
    }
  }

  private Acted asked(
      String prompt,
      Utterance utterance,
      Progress progress,
      RouteContext route,
      Session session,
      Tools tools)
      throws InterruptedException {
    long start = System.nanoTime();
    Prompted prompted =
        new Prompted(
            bus,
            nodes,
            ModelPrompt.of(
                prompt, utterance, session.talk(clock.instant()), route, clock.instant()));
    try {
      prompted.ask();
    } catch (BusException e) {
      LOG.atWarn()
          .addKeyValue("session", utterance.session())
          .setCause(e)
          .log("a language model could not be asked");
      return Acted.model(
          Phrases.in(utterance.language()).modelSilent(), null, null, Actor.since(start));
    }
    AnswerVoice voice = speaker.voice(utterance, progress, Acted.MODEL);
    ModelTalk talk = new ModelTalk(prompted, voice, progress, utterance.language());
    ModelTalk.Heard heard = talk.listen(start + config.model().toNanos());
    String said = heard.said();
    double heardMillis = Actor.since(start);
    boolean cancelled = progress.cancelled() != null;
    boolean acts = !heard.toolCalls().isEmpty() && heard.whole() && !cancelled;
    Acted ours =
        acts
            ? tools.run(heard.toolCalls())
            : Acted.words(instead(heard, utterance, cancelled), null);
    if (!cancelled && heard.answered()) {
      String note = ModelNotes.of(acts ? ours : null, heard.claimed());
      session.talked(prompt, (said + " " + note).strip(), clock.instant());
    }
    boolean begun = voice.begun();
    if (begun) {
      voice.end(ours.reply());
    }
    double millis = begun ? (voice.begunNanos() - start) / 1e6 : heardMillis;
    return ours.after(said, begun ? voice : null, begun ? 0 : ours.skillMs(), millis);
  }

  /// What Loqa adds to the words of a model that called nothing, or says instead of them.
  private String instead(ModelTalk.Heard heard, Utterance utterance, boolean cancelled) {
    Phrases phrases = Phrases.in(utterance.language());
    if (cancelled) {
      return "";
    }
    if (heard.claimed() && heard.whole()) {
      return phrases.nothingDone();
    }
    if (heard.said().isEmpty()) {
      String reason = heard.whole() ? "the model said nothing" : "no answer in time";
      if (!heard.told()) {
        send(
            new SessionDegraded(
                utterance.session(), Stage.LLM.wire(), reason, "apology", utterance.turn()),
            utterance);
      }
      return phrases.modelSilent();
    }
    return heard.whole() ? "" : phrases.modelBrokeOff();
  }

  private void send(Message message, Utterance utterance) {
    try {
      bus.publish(message);
    } catch (BusException e) {
      LOG.atWarn().addKeyValue("session", utterance.session()).setCause(e).log("message not sent");
    }
  }
}
