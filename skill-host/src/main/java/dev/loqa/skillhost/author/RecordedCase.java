package dev.loqa.skillhost.author;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.protocol.Bytes;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.record.CallRecord;
import dev.loqa.skillhost.record.RecordedCall;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A case made of a real call: the world before it is what the host answered then, and what must
/// come of it is what comes of it here, provided that the skill does here exactly what it did then.
/// Pure but for running the skill.
public final class RecordedCase {
  private static final long UNAVAILABLE = -6;

  private final CallRecord record;
  private final Map<String, Object> kv = new LinkedHashMap<>();
  private final Map<String, Object> config = new LinkedHashMap<>();
  private final List<Object> timers = new ArrayList<>();
  private final List<Object> http = new ArrayList<>();
  private final Set<String> read = new LinkedHashSet<>();
  private final Set<String> written = new LinkedHashSet<>();
  private boolean timersSeen;
  private boolean timersChanged;

  private RecordedCase(CallRecord record) {
    this.record = record;
    for (RecordedCall call : RecordedCall.whole(record.calls())) {
      note(call);
    }
  }

  /// The text of a file with this one case, which passes.
  ///
  /// @param skill the same skill, built
  /// @throws SkillHostException when the call was not kept whole, or goes another way here: then
  ///   the message says where
  public static String of(CallRecord record, SkillTests skill) {
    if (record.tooLarge() != null) {
      throw new SkillHostException("the record is not whole: " + record.tooLarge());
    }
    return new RecordedCase(record).made(skill);
  }

  private String made(SkillTests skill) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", "as on " + begun().toLocalDate() + ", " + record.invocation().id().value());
    one.put("event", event());
    one.put("given", given());
    one.put("expect", Map.of());
    CaseResult tried = run(skill, one);
    differs(tried);
    one.put("expect", expect(tried.outcome()));
    CaseResult again = run(skill, one);
    if (!again.passed()) {
      throw new SkillHostException(
          "it comes out otherwise each time: "
              + again.differences().getFirst().what()
              + ": write the case by hand, with reply_contains");
    }
    return Json.pretty(List.of(one)) + "\n";
  }

  private static CaseResult run(SkillTests skill, Map<String, Object> one) {
    byte[] bytes = Json.text(List.of(one)).getBytes(StandardCharsets.UTF_8);
    CaseReader.Cases read = CaseReader.read("recorded", bytes);
    if (!read.problems().isEmpty()) {
      throw new SkillHostException("no case can hold it: " + read.problems().getFirst());
    }
    return skill.run(read.cases().getFirst());
  }

  /// Fails where the skill asked the host for something else than it did then.
  private void differs(CaseResult tried) {
    CallRecord here = tried.record();
    List<RecordedCall> now = here == null ? List.of() : here.calls();
    List<RecordedCall> then = record.calls();
    for (int i = 0; i < Math.max(now.size(), then.size()); i++) {
      boolean same =
          i < now.size()
              && i < then.size()
              && now.get(i).function().equals(then.get(i).function())
              && now.get(i).in().equals(then.get(i).in());
      if (!same) {
        throw new SkillHostException(
            "it goes another way here: call "
                + (i + 1)
                + " was "
                + (i < then.size() ? then.get(i).shown() : "not made")
                + " and is "
                + (i < now.size() ? now.get(i).shown() : "not made")
                + ": is it built from the version that ran, and does it draw random numbers?");
      }
    }
  }

  private OffsetDateTime begun() {
    SkillInvocation call = record.invocation();
    return call.now().atZone(call.timezone()).toOffsetDateTime();
  }

  private Map<String, Object> event() {
    SkillInvocation call = record.invocation();
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", call.type().name().toLowerCase(Locale.ROOT));
    String intent = call.intent();
    if (intent != null) {
      event.put("intent", intent);
      event.put("slots", call.slots());
    } else {
      event.put("subject", call.subject());
    }
    Object payload = Happened.json(call.payloadJson());
    if (!payload.equals(Map.of())) {
      event.put("payload", payload);
    }
    return event;
  }

  private Map<String, Object> given() {
    SkillInvocation call = record.invocation();
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("now", begun().toString());
    given.put("timezone", call.timezone().getId());
    given.put("language", call.language());
    put(given, "room", call.room());
    put(given, "speaker", call.speaker());
    given.put("cleared", call.cleared().name().toLowerCase(Locale.ROOT));
    if (!kv.isEmpty()) {
      given.put("kv", kv);
    }
    if (!config.isEmpty()) {
      given.put("config", config);
    }
    if (!timers.isEmpty()) {
      given.put("timers", timers);
    }
    if (!http.isEmpty()) {
      given.put("http", http);
    }
    return given;
  }

  private static void put(Map<String, Object> map, String key, @Nullable String value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  /// What the host answered, as far as it says something about the world before the call.
  private void note(RecordedCall call) {
    switch (call.function()) {
      case "loqa_v2.kv_get" -> {
        String key = in(call, 0);
        if (read.add(key) && !written.contains(key) && call.out() != null) {
          kv.put(key, value("the value of " + key, out(call)));
        }
      }
      case "loqa_v2.kv_put", "loqa_v2.kv_delete" -> written.add(in(call, 0));
      case "loqa_v2.config_get" -> {
        if (call.out() != null) {
          config.put(in(call, 0), value("the setting " + in(call, 0), out(call)));
        }
      }
      case "loqa_v2.timer_list" -> {
        if (!timersSeen && !timersChanged && call.out() != null) {
          timers.addAll(Json.readArray(out(call)));
        }
        timersSeen = true;
      }
      case "loqa_v2.timer_set", "loqa_v2.timer_cancel" -> timersChanged = true;
      case "loqa_v2.http" -> web(call);
      default -> {}
    }
  }

  private void web(RecordedCall call) {
    if (call.out() == null && call.result() != UNAVAILABLE) {
      return;
    }
    Map<String, Object> ask = Json.readObject(in(call, 0));
    Map<String, Object> web = new LinkedHashMap<>();
    web.put("method", ask.getOrDefault("method", "GET"));
    web.put("url", String.valueOf(ask.get("url")));
    if (call.out() == null) {
      web.put("fails", true);
    } else {
      Json.readObject(out(call))
          .forEach((key, value) -> {
            if (CaseKeys.WEB.contains(key)) {
              web.put(key, value);
            }
          });
    }
    http.add(web);
  }

  private static String in(RecordedCall call, int at) {
    return call.in().size() <= at
        ? ""
        : new String(call.in().get(at).toArray(), StandardCharsets.UTF_8);
  }

  private static String out(RecordedCall call) {
    Bytes out = call.out();
    return out == null ? "" : new String(out.toArray(), StandardCharsets.UTF_8);
  }

  private static Object value(String what, String json) {
    try {
      Object value = Json.readObject("{\"v\":" + json + "}").get("v");
      if (value != null) {
        return value;
      }
    } catch (JsonException plain) {
      // said below
    }
    throw new SkillHostException(what + " is no JSON value: no case can hold it");
  }

  /// What came of it, without what is empty and says nothing.
  private Map<String, Object> expect(Map<String, Object> outcome) {
    Map<String, Object> expect = new LinkedHashMap<>();
    outcome.forEach((key, value) -> {
      boolean told =
          switch (key) {
            case "kv" -> false;
            case "timers" -> timersChanged;
            case "effects" -> true;
            default -> !value.equals("") && !value.equals(List.of());
          };
      if (told) {
        expect.put(key, value);
      }
    });
    if (!written.isEmpty() && outcome.get("kv") instanceof Map<?, ?> after) {
      Map<String, Object> stored = new LinkedHashMap<>();
      for (String key : written) {
        stored.put(key, after.get(key));
      }
      expect.put("kv", stored);
    }
    return expect;
  }
}
