package dev.loqa.skillhost.author;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.protocol.Bytes;
import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.ClaimedReceipt;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.EffectResult;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.Receipts;
import dev.loqa.skillhost.Reply;
import dev.loqa.skillhost.TimerView;
import dev.loqa.skillhost.Wording;
import dev.loqa.skillhost.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What came of one case, as plain JSON values: the other side of `expect`.
///
/// @param intent what the words meant, or the event's intent
/// @param reply what the person hears
/// @param own what the skill itself answered
/// @param failure why the call did not end well, none if it did
record Happened(
    @Nullable String intent,
    Map<String, Object> slots,
    String reply,
    Reply own,
    List<List<Object>> receipts,
    List<String> effects,
    @Nullable String failure,
    MockHost after,
    ZoneId zone) {

  /// The words meant something that lacks a slot: Loqa asks, and the skill is not called.
  static Happened asked(
      String intent, Map<String, Object> slots, String question, MockHost after, Given given) {
    return new Happened(
        intent,
        slots,
        question,
        new Reply(null, question, List.of(), List.of(), Map.of()),
        List.of(),
        List.of(),
        null,
        after,
        given.timezone());
  }

  /// The skill was called; its effects are done as the commit would do them.
  static Happened called(
      Manifest manifest,
      @Nullable String intent,
      Map<String, Object> slots,
      Given given,
      Outcome outcome,
      Wording wording,
      MockHost after) {
    if (!(outcome instanceof Outcome.Completed done)) {
      return new Happened(
          intent,
          slots,
          wording.failed(manifest.name(), outcome, given.language()),
          Reply.NONE,
          List.of(),
          List.of(),
          reason(outcome),
          after,
          given.timezone());
    }
    after.commit(done.effects());
    List<EffectResult> results =
        done.effects().stream().map(effect -> EffectResult.done(effect.number())).toList();
    var receipts = Receipts.settle(done, results);
    String question = done.reply().ask();
    String words =
        wording.completed(manifest, intent, given.language(), slots, done, receipts, results);
    List<List<Object>> proven = new ArrayList<>();
    receipts.forEach(one ->
        proven.add(
            one.done()
                ? List.of(one.action(), one.target())
                : List.of(one.action(), one.target(), one.result())));
    return new Happened(
        intent,
        slots,
        question == null ? words : question,
        done.reply(),
        proven,
        kinds(done),
        null,
        after,
        given.timezone());
  }

  private static List<String> kinds(Outcome.Completed done) {
    return Stream.concat(done.effects().stream(), done.trail().done().stream())
        .sorted(Comparator.comparingInt(Effect::number))
        .map(effect ->
            switch (effect) {
              case Effect.Publish _ -> "publish";
              case Effect.KvPut _ -> "kv_put";
              case Effect.KvDelete _ -> "kv_delete";
              case Effect.TimerSet _ -> "timer_set";
              case Effect.TimerCancel _ -> "timer_cancel";
              case Effect.Http _ -> "http";
            })
        .toList();
  }

  private static String reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> "";
      case Outcome.Denied denied -> "denied: " + denied.reason();
      case Outcome.TimedOut late -> "stopped at its time limit of " + seconds(late.limit());
      case Outcome.Trapped trapped -> "trapped: " + trapped.reason();
      case Outcome.Failed failed -> failed.reason();
    };
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() / 1000.0 + " s";
  }

  /// Everything that can be expected of it.
  Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    if (failure != null) {
      all.put("fails", failure);
    }
    for (String key : List.of("reply", "receipts", "effects", "publishes", "http", "denied")) {
      Object value = value(key);
      if (value != null) {
        all.put(key, value);
      }
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    after.values().keySet().forEach(key -> kept.put(key, stored(key)));
    all.put("kv", kept);
    all.put(
        "timers",
        timers().stream()
            .map(one -> Map.of("id", one.get("id"), "in_s", one.get("in_s")))
            .toList());
    return all;
  }

  /// The value of a key of `expect`.
  @Nullable Object value(String key) {
    return switch (key) {
      case "intent" -> intent;
      case "reply", "spoken", "reply_contains" -> reply;
      case "say" -> own.say();
      case "ask" -> own.ask();
      case "receipts" -> receipts;
      case "publishes" ->
          after.published().stream()
              .map(one -> List.of(one.getFirst(), json(one.getLast())))
              .toList();
      case "effects" -> effects;
      case "denied" -> denied();
      case "log" -> log();
      case "http" -> after.asked().stream().map(Happened::web).toList();
      default -> null;
    };
  }

  Object slot(String name) {
    return slots.getOrDefault(name, "(none)");
  }

  @Nullable Object stored(String key) {
    Bytes value = after.values().get(key);
    return value == null ? null : json(new String(value.toArray(), StandardCharsets.UTF_8));
  }

  /// The timers, soonest first, with the keys that an expectation may name.
  List<Map<String, Object>> timers() {
    List<Map<String, Object>> timers = new ArrayList<>();
    for (TimerView timer : after.pending()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", timer.id());
      one.put("in_s", Duration.between(after.instant(), timer.due()).toSeconds());
      one.put("due", timer.due().atZone(zone).toOffsetDateTime().toString());
      one.put("payload", json(timer.payloadJson()));
      timers.add(one);
    }
    return timers;
  }

  /// Receipts that the skill claimed and that stand on no effect.
  List<ClaimedReceipt> baseless() {
    return own.receipts().stream()
        .filter(claim -> claim.effect() < 1 || claim.effect() > effects.size())
        .toList();
  }

  List<String> log() {
    List<String> lines = new ArrayList<>();
    for (Audit.Entry entry : after.noted()) {
      if (entry instanceof Audit.LogLine line) {
        lines.add(line.text());
      }
    }
    return lines;
  }

  /// `CALL TARGET` of everything that was refused.
  List<String> denied() {
    List<String> denied = new ArrayList<>();
    for (Audit.Entry entry : after.noted()) {
      if (entry instanceof Audit.DeniedCall call) {
        denied.add((call.call() + " " + call.target()).strip());
      }
    }
    return denied;
  }

  private static List<Object> web(HttpAsk ask) {
    return List.of(ask.method(), ask.url().toString());
  }

  /// A JSON text as its value; any other text as it is.
  static Object json(String text) {
    try {
      Object value = Json.readObject("{\"v\":" + text + "}").get("v");
      return value == null ? "null" : value;
    } catch (JsonException plain) {
      return text;
    }
  }
}
