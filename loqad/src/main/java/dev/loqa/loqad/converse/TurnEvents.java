package dev.loqa.loqad.converse;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.route.Decision;
import dev.loqa.loqad.route.PinVerdict;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.TurnReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the store remembers of a turn: its words, the decision with its reasons, its end.
final class TurnEvents {
  private TurnEvents() {}

  static Envelope envelope(Utterance utterance, @Nullable String traceId) {
    String speaker = utterance.speaker();
    return new Envelope(
        traceId,
        utterance.session(),
        utterance.turn(),
        speaker == null ? "person" : speaker,
        "none",
        PrivacyScope.PERSISTENT);
  }

  static NewEvent words(Utterance utterance, Envelope envelope) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", utterance.text());
    fields.put("language", utterance.language());
    fields.put("confidence", utterance.confidence());
    fields.put("path", utterance.path().name().toLowerCase(Locale.ROOT));
    fields.put("synthetic", utterance.synthetic());
    if (utterance.dry()) {
      fields.put("dry", true);
    }
    if (utterance.room() != null) {
      fields.put("room", utterance.room());
    }
    return NewEvent.of("stt.text.final", envelope, Json.text(fields));
  }

  /// What became of words that may have been a PIN.
  static NewEvent pin(PinVerdict verdict, Envelope envelope) {
    return NewEvent.of("audit.pin", envelope, Json.text(Map.of("verdict", verdict.word())));
  }

  static NewEvent decision(Decision decision, Utterance utterance, Envelope envelope) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("decision", decision.getClass().getSimpleName());
    fields.put("why", decision.why());
    if (decision instanceof Decision.RunSkills run) {
      fields.put(
          "calls",
          run.calls().stream()
              .map(call -> Map.of("intent", call.intent(), "slots", call.slots()))
              .toList());
    }
    fields.put("synthetic", utterance.synthetic());
    return NewEvent.of("route.decision", envelope, Json.text(fields));
  }

  static NewEvent ended(
      TurnReport report, List<String> why, String end, Utterance utterance, Envelope envelope) {
    Map<String, Object> fields = new LinkedHashMap<>(Json.toMap(report));
    fields.put("end", end);
    fields.put("why", why);
    fields.put("path", utterance.path().name().toLowerCase(Locale.ROOT));
    fields.put("synthetic", utterance.synthetic());
    if (utterance.dry()) {
      fields.put("dry", true);
    }
    return NewEvent.of("turn.ended", envelope, Json.text(fields));
  }
}
