package dev.loqa.understanding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A small home to talk to: timers, lights and small talk.
public final class Home {
  public static final Map<String, String> RULES =
      Map.of("turn", "(turn|switch)", "the", "(the|my|our)", "light", "(light|lamp)[s]");

  private Home() {}

  public static Lexicon lexicon() {
    Map<String, List<ListValue>> lists = new LinkedHashMap<>();
    lists.put(
        "device",
        List.of(
            new ListValue("kitchen light[s]", "light.kitchen"),
            new ListValue("living room (lamp|light)", "light.living_room"),
            new ListValue("porch lamp", "light.porch"),
            new ListValue("bedroom lamp 2", "light.bedroom_2"),
            new ListValue("fan", "fan.ceiling")));
    lists.put(
        "area",
        List.of(ListValue.of("kitchen"), ListValue.of("living room"), ListValue.of("bedroom")));
    return new Lexicon("en", intents(), lists, Map.of("volume", new Range(0, 100)), RULES);
  }

  static List<IntentSpec> intents() {
    SlotSpec duration = SlotSpec.required(SlotSpec.DURATION, "For how long?");
    SlotSpec name =
        new SlotSpec(
            SlotSpec.TEXT, false, null, null, List.of("pizza", "pasta", "egg", "tea", "laundry"));
    SlotSpec device = new SlotSpec(SlotSpec.LIST, true, "Which one?", "device");
    return List.of(
        new IntentSpec(
            "timer.start",
            List.of(
                "(set|start) [a] {name} timer for {duration}",
                "(set|start) [a] timer for {duration} [(called|named|for) {name}]",
                "(set|start) [a] {duration} timer",
                "remind me in {duration}"),
            Map.of("duration", duration, "name", name)),
        new IntentSpec(
            "timer.cancel",
            List.of(
                "(cancel|stop) [the] [{name}] timer",
                "(cancel|stop) <all> timers".replace("<all>", "all [the]")),
            Map.of("name", name)),
        new IntentSpec(
            "light.on",
            List.of(
                "<turn> on <the> {device}",
                "<turn> (on;<the> {device})",
                "<turn> on [the] lights in [the] {area}"),
            Map.of("device", device)),
        new IntentSpec(
            "light.off",
            List.of("<turn> off [<the>] {device}", "<turn> [<the>] {device} off"),
            Map.of("device", device)),
        new IntentSpec(
            "light.dim",
            List.of("(dim|set) [the] {device} to {level}"),
            Map.of(
                "device", device, "level", SlotSpec.required(SlotSpec.PERCENTAGE, "How bright?"))),
        new IntentSpec("light.state", List.of("is [the] {device} on"), Map.of("device", device)),
        new IntentSpec(
            "volume.set",
            List.of("[set] volume [to] {volume}[[ ]%| percent]", "volume {0-11:notch} of eleven"),
            Map.of()),
        new IntentSpec(
            "alarm.set", List.of("wake me [up] at {at}"), Map.of("at", SlotSpec.of(SlotSpec.TIME))),
        new IntentSpec(
            "list.add",
            List.of("add {item} to [my] shopping list"),
            Map.of(
                "item", new SlotSpec(SlotSpec.TEXT, false, null, null, List.of("milk", "eggs")))),
        new IntentSpec(
            "talk.time", List.of("what time is it", "(what's|what is) the time"), Map.of()),
        new IntentSpec("talk.thanks", List.of("thank you"), Map.of()));
  }
}
