package dev.loqa.loqad.http;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.pin.PinException;
import dev.loqa.loqad.pin.PinLock;
import dev.loqa.loqad.route.PinState;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.protocol.Envelope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// The house's PIN: whether there is one, set it, forget it. It comes in and never goes out.
final class PinRoutes {
  private final ApiContext context;
  private final PinLock pin;

  PinRoutes(ApiContext context) {
    this.context = context;
    this.pin = context.conversations().pin();
  }

  List<Route> routes() {
    return List.of(
        Route.owner("GET", "/v1/pin", this::state),
        Route.owner("PUT", "/v1/pin", this::set),
        Route.owner("DELETE", "/v1/pin", this::remove));
  }

  private Answer state(Call call) {
    return answer();
  }

  private Answer set(Call call) {
    String words = words(call);
    guarded(() -> {
      pin.set(words);
      return true;
    });
    record("set");
    return answer();
  }

  private static String words(Call call) {
    try {
      if (call.json().get("pin") instanceof String words) {
        return words;
      }
    } catch (HttpFault fault) {
      if (fault.status() != 400) {
        throw fault;
      }
      // Its words may quote what was sent.
    }
    throw new HttpFault(400, "the PIN", "is missing", "send {\"pin\": \"...\"} as text");
  }

  private Answer remove(Call call) {
    if (guarded(pin::remove)) {
      record("removed");
    }
    return answer();
  }

  private Answer answer() {
    PinState state = pin.state();
    return Answer.json(
        Map.of("set", state != PinState.NOT_SET, "state", state.name().toLowerCase(Locale.ROOT)));
  }

  private void record(String what) {
    context
        .store()
        .append(NewEvent.of("audit.pin", Envelope.ofSystem(), Json.text(Map.of("verdict", what))));
  }

  private static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (PinException e) {
      throw HttpFault.of(400, "the PIN", String.valueOf(e.getMessage()));
    }
  }
}
