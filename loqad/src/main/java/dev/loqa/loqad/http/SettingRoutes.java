package dev.loqa.loqad.http;

import dev.loqa.loqad.settings.SettingException;
import dev.loqa.loqad.settings.SkillSettings;
import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Settings of skills: which there are and what they stand on, and changing them.
final class SettingRoutes {
  private final ApiContext context;
  private final SkillSettings settings;

  SettingRoutes(ApiContext context) {
    this.context = context;
    this.settings = new SkillSettings(context.store());
  }

  List<Route> routes() {
    return List.of(
        Route.owner("GET", "/v1/skills/{skill}/settings", this::list),
        Route.owner("PUT", "/v1/skills/{skill}/settings", this::change));
  }

  private Answer list(Call call) {
    Manifest manifest = manifest(call.part("skill"));
    return Answer.json(view(manifest, List.of()));
  }

  private Answer change(Call call) {
    Manifest manifest = manifest(call.part("skill"));
    Map<String, Object> body = call.json();
    Map<String, Object> set = new LinkedHashMap<>();
    if (body.get("set") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> set.put(String.valueOf(name), value));
    }
    List<String> unset = new ArrayList<>();
    if (body.get("unset") instanceof List<?> names) {
      names.forEach(name -> unset.add(String.valueOf(name)));
    }
    if (set.isEmpty() && unset.isEmpty()) {
      throw new HttpFault(
          400, "the body", "changes nothing", "send {\"set\": {NAME: VALUE}, \"unset\": [NAME]}");
    }
    try {
      return Answer.json(view(manifest, settings.change(manifest, set, unset, "owner")));
    } catch (SettingException e) {
      throw new HttpFault(400, e.thing(), e.fault(), e.wayOut());
    }
  }

  private Map<String, Object> view(Manifest manifest, List<String> allows) {
    Map<String, Object> own = settings.of(manifest.name());
    List<Object> list = new ArrayList<>();
    for (Setting setting : manifest.settings().all().values()) {
      list.add(view(manifest, setting, own));
    }
    own.forEach((name, value) -> {
      if (manifest.settings().of(name).isEmpty()) {
        Map<String, Object> left = new LinkedHashMap<>();
        left.put("name", name);
        left.put("set", value);
        left.put("fault", "is none of this version");
        list.add(left);
      }
    });
    return Map.of("skill", manifest.name(), "settings", list, "allows", allows);
  }

  private static Map<String, Object> view(
      Manifest manifest, Setting setting, Map<String, Object> own) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", setting.name());
    view.put("type", setting.type().word());
    view.put("description", setting.description());
    view.put("wants", setting.wanted());
    view.put("required", setting.required());
    put(view, "default", setting.fallback());
    Object set = own.get(setting.name());
    put(view, "set", set);
    if (set != null) {
      Optional<String> fault = setting.fault(set);
      fault.ifPresent(words -> view.put("fault", words));
    }
    put(view, "value", manifest.settings().value(setting.name(), own));
    List<String> allows = SkillSettings.allowed(manifest, setting.name(), own);
    if (!allows.isEmpty()) {
      view.put("allows", allows);
    }
    return view;
  }

  private static void put(Map<String, Object> view, String name, @Nullable Object value) {
    if (value != null) {
      view.put(name, value);
    }
  }

  private Manifest manifest(String skill) {
    return context.skills().manifests().stream()
        .filter(manifest -> manifest.name().equals(skill))
        .findFirst()
        .orElseThrow(() ->
            new HttpFault(
                404,
                "the skill " + Quoted.of(skill),
                "is not here",
                "see loqa-skill list for those that are"));
  }
}
