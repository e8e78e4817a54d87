package dev.loqa.loqad.http;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.registries.Registries;
import dev.loqa.loqad.registries.RegistryView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// The registries of skills that this house follows: which there are, follow one, look for newer
/// indexes, follow one no more.
final class RegistryRoutes {
  private static final int MOST_PLACE = 1_024;

  /// Looks at once: each may take as long as its registry takes.
  private static final int MOST_LOOKS = 4;

  private final Semaphore places = new Semaphore(MOST_LOOKS);
  private final Registries registries;

  RegistryRoutes(ApiContext context) {
    this.registries = context.registries();
  }

  List<Route> routes() {
    return List.of(
        Route.owner("GET", "/v1/registries", _ -> all()),
        Route.owner("POST", "/v1/registries", call -> looking(() -> follow(call))),
        Route.owner("DELETE", "/v1/registries", this::unfollow),
        Route.owner("POST", "/v1/registries/look", _ -> looking(this::look)));
  }

  private Answer all() {
    return Answer.json(Map.of("registries", registries.all()));
  }

  private Answer look() {
    return Answer.json(Map.of("registries", registries.look()));
  }

  private Answer looking(Supplier<Answer> look) {
    if (!places.tryAcquire()) {
      throw new HttpFault(
          503, "Loqa", "looks at registries already", "try again when that has ended");
    }
    try {
      return look.get();
    } finally {
      places.release();
    }
  }

  /// With a key: follows. Without one: says whose it is, so that the owner can compare.
  private Answer follow(Call call) {
    Map<String, Object> body = call.json();
    String place = place(Optional.ofNullable(body.get("place")).map(String::valueOf));
    Object key = body.get("key");
    Object known = registries.at(place).map(RegistryView::key).orElse(null);
    if (key == null && known == null) {
      Map<String, Object> stranger = Json.toMap(registries.meet(place));
      stranger.put("followed", false);
      return Answer.json(stranger);
    }
    Map<String, Object> view =
        Json.toMap(
            registries.follow(place, String.valueOf(key == null ? known : key), Owner.of(call)));
    view.put("followed", true);
    return Answer.json(view);
  }

  private Answer unfollow(Call call) {
    String place = place(call.query("place"));
    List<String> again = registries.unfollow(place, Owner.of(call));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("place", place);
    body.put("followed", false);
    body.put("called_again", again);
    return Answer.json(body);
  }

  private static String place(Optional<String> given) {
    return given
        .filter(place -> !place.isBlank() && place.length() <= MOST_PLACE)
        .filter(place -> place.chars().noneMatch(Character::isISOControl))
        .orElseThrow(() ->
            new HttpFault(
                400,
                "place",
                "is missing, too long or no path",
                "send a folder or http(s)://HOST/PATH/"));
  }
}
