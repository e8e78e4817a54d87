package dev.loqa.loqad.http;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.converse.Utterance;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Typed words: `POST /v1/say`.
final class SayRoutes {
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?");
  private static final int NAME_CHARACTERS = 64;

  private final ApiContext context;

  SayRoutes(ApiContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(Route.owner("POST", "/v1/say", this::say));
  }

  private Answer say(Call call) {
    Map<String, Object> body = call.json();
    String text = text(body, "text", Utterance.MOST_CHARACTERS);
    if (text == null || text.isBlank()) {
      throw new HttpFault(400, "text", "is missing", "send {\"text\": \"what time is it\"}");
    }
    String session = text(body, "session_id", NAME_CHARACTERS);
    String language = text(body, "language", NAME_CHARACTERS);
    if (language != null && !LANGUAGE.matcher(language).matches()) {
      throw new HttpFault(400, "language", "is no language code", "send one like en or en-GB");
    }
    Utterance utterance =
        new Utterance(
            session == null ? context.conversations().newSession() : new SessionId(session),
            context.conversations().newTurn(),
            text.strip(),
            language == null ? context.config().node().language() : language,
            text(body, "room", NAME_CHARACTERS),
            text(body, "speaker", NAME_CHARACTERS),
            Utterance.Path.TEXT,
            flag(body, "synthetic", false),
            flag(body, "speak", true),
            1,
            Map.of(),
            flag(body, "dry", false));
    TurnReport report = context.conversations().say(utterance);
    Map<String, Object> answer = new LinkedHashMap<>(Json.toMap(report));
    context.conversations().awaits(report.session()).ifPresent(what -> answer.put("awaits", what));
    return Answer.json(answer);
  }

  private static @Nullable String text(Map<String, Object> body, String name, int most) {
    Object value = body.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw new HttpFault(400, name, "is no text", "send a string");
    }
    if (text.length() > most) {
      throw new HttpFault(
          400,
          name,
          "has " + text.length() + " characters",
          "send at most " + most + " characters");
    }
    return text;
  }

  private static boolean flag(Map<String, Object> body, String name, boolean otherwise) {
    Object value = body.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new HttpFault(400, name, "is neither true nor false", "send one of them, without quotes");
  }
}
