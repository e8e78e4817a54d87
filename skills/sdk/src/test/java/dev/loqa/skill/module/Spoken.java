package dev.loqa.skill.module;

import dev.loqa.skill.json.Json;
import dev.loqa.skill.test.SkillCase;
import dev.loqa.skill.test.TestHost;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.SkillIntent;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.reply.ReplyRenderer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a person hears of a case's receipts: the manifest's response in the real renderer, held
/// against `expect.spoken`.
final class Spoken {
  private final Manifest manifest;

  Spoken(Manifest manifest) {
    this.manifest = manifest;
  }

  List<String> problems(SkillCase c, TestHost.Result result) {
    String expected = c.expect().at("spoken").text("");
    String spoken = words(c, result);
    return expected.isEmpty() || expected.equals(spoken)
        ? List.of()
        : List.of(c.name() + ": spoken is \"" + spoken + "\", expected \"" + expected + "\"");
  }

  private String words(SkillCase c, TestHost.Result result) {
    Json values = result.reply().at("values");
    String response = values.at("response").text("");
    String template =
        manifest
            .texts(c.envelope().at("language").text("en"))
            .responses()
            .getOrDefault(response, "");
    Map<String, Object> all = new LinkedHashMap<>(map(c.envelope().at("slots")));
    all.putAll(map(values));
    all.put(
        "receipts",
        result.reply().at("receipts").items().stream()
            .map(r -> Map.of("action", r.at("action").text(""), "target", r.at("target").text("")))
            .toList());
    ReplyRenderer renderer =
        new ReplyRenderer(
            Languages.of(c.envelope().at("language").text("en")).orElseGet(Languages::english));
    return renderer.render(template, all, slots(c.envelope().at("intent").text(""))).strip();
  }

  private Map<String, SlotSpec> slots(String intent) {
    Map<String, SlotSpec> slots = new LinkedHashMap<>();
    SkillIntent known = manifest.intents().get(intent);
    if (known != null) {
      known.slots().forEach((name, slot) -> slots.put(name, SlotSpec.of(slot.type())));
    }
    return slots;
  }

  private static Map<String, Object> map(Json object) {
    return dev.loqa.base.json.Json.readObject(object.asObject().write());
  }
}
