package dev.loqa.skill.host;

import dev.loqa.skill.Effect;
import dev.loqa.skill.HttpAnswer;
import dev.loqa.skill.HttpCall;
import dev.loqa.skill.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// A web request and its answer as the host's `http` function reads and writes them.
final class WebJson {
  private WebJson() {}

  static Json request(HttpCall call) {
    Json.Obj headers = Json.object();
    if (!call.contentType().isEmpty()) {
      headers = headers.with("content-type", call.contentType());
    }
    for (Map.Entry<String, String> header : call.headers().entrySet()) {
      headers = headers.with(header.getKey(), header.getValue());
    }
    Json.Obj request =
        Json.object()
            .with("method", call.method())
            .with("url", call.url())
            .with("headers", headers);
    if (!call.body().isEmpty()) {
      request = request.with("body", call.body());
    }
    return call.secret().isEmpty() ? request : request.with("secret", call.secret());
  }

  static HttpAnswer answer(Json answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (answer.at("headers") instanceof Json.Obj given) {
      given.fields().forEach((name, value) -> headers.put(name, value.text("")));
    }
    Json effect = answer.at("effect");
    return new HttpAnswer(
        (int) answer.at("status").whole(0),
        headers,
        answer.at("body").text(""),
        answer.at("truncated").isTrue(),
        effect.isNull() ? null : new Effect((int) effect.whole(0)));
  }
}
