package dev.loqa.loqad.home;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing of a home as it stands now.
///
/// @param id `light.kitchen`: kind, dot, name
/// @param name what people call it
/// @param state `on`, `off`, `locked`, `unlocked`
/// @param brightness percent, of a light only
public record Entity(String id, String name, String area, String state, @Nullable Long brightness) {
  /// `light`, `fan`, `switch` or `lock`.
  public String kind() {
    return id.substring(0, id.indexOf('.'));
  }

  Entity with(String newState, @Nullable Long newBrightness) {
    return new Entity(id, name, area, newState, newBrightness);
  }

  /// As skills see it.
  Map<String, Object> view() {
    Map<String, Object> view = new java.util.LinkedHashMap<>();
    view.put("name", name);
    GermanNames.of(id).stream()
        .findFirst()
        .ifPresent(german -> view.put("names", Map.of("de", german)));
    view.put("kind", kind());
    view.put("area", area);
    view.put("state", state);
    if (brightness != null) {
      view.put("brightness", brightness);
    }
    return view;
  }
}
