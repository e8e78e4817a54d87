package dev.loqa.loqad.http;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.home.assistant.HomeAssistantException;
import dev.loqa.loqad.home.assistant.HomeAssistantHome;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.protocol.Envelope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The things of the home, and the token that opens the Home Assistant behind it. The token comes
/// in and never goes out.
final class HomeRoutes {
  private final ApiContext context;

  HomeRoutes(ApiContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(
        Route.owner("GET", "/v1/home", _ -> home()),
        Route.owner("PUT", "/v1/home/token", this::setToken),
        Route.owner("DELETE", "/v1/home/token", _ -> removeToken()));
  }

  private Answer home() {
    Home home = context.home();
    List<Object> entities = new ArrayList<>();
    home.entities()
        .forEach((id, entity) -> {
          Map<String, Object> view = new LinkedHashMap<>();
          view.put("id", id);
          view.putAll(entity.view());
          entities.add(view);
        });
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("behind", home instanceof HomeAssistantHome ? "home_assistant" : "demo");
    home.condition()
        .ifPresent(condition -> {
          body.put("reachable", condition.reachable());
          body.put("detail", condition.detail());
        });
    body.put("entities", entities);
    return Answer.json(body);
  }

  private Answer setToken(Call call) {
    HomeAssistantHome home = assistant();
    String token = token(call);
    try {
      home.setToken(token);
    } catch (HomeAssistantException e) {
      throw HttpFault.of(400, "the token", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new HttpFault(
          503, "the token", "cannot be written", "check room and rights of the data folder");
    }
    record("set");
    return Answer.json(Map.of("set", true));
  }

  private Answer removeToken() {
    try {
      boolean removed = assistant().removeToken();
      if (removed) {
        record("removed");
      }
      return Answer.json(Map.of("removed", removed));
    } catch (IOException e) {
      throw new HttpFault(
          503, "the token", "cannot be removed", "check the rights of the data folder");
    }
  }

  private HomeAssistantHome assistant() {
    if (context.home() instanceof HomeAssistantHome home) {
      return home;
    }
    throw new HttpFault(
        409,
        "the home",
        "is the demo home, which needs no token",
        "set home_assistant.url in the configuration and start Loqa again");
  }

  private static String token(Call call) {
    try {
      if (call.json().get("value") instanceof String value) {
        return value;
      }
    } catch (HttpFault fault) {
      if (fault.status() != 400) {
        throw fault;
      }
      // Its words may quote what was sent.
    }
    throw new HttpFault(400, "the token", "has no value", "send {\"value\": \"...\"} as text");
  }

  private void record(String what) {
    context
        .store()
        .append(
            NewEvent.of(
                "audit.secret",
                Envelope.ofSystem(),
                Json.text(Map.of("home_assistant", "token", "change", what))));
  }
}
