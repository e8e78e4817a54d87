package dev.loqa.skill.test;

import dev.loqa.skill.Moment;
import dev.loqa.skill.Refusal;
import dev.loqa.skill.Skill;
import dev.loqa.skill.host.HostCalls;
import dev.loqa.skill.host.Invocation;
import dev.loqa.skill.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// A host in memory that runs a skill on the plain JVM: one home, one skill, many invocations after
/// each other. What an invocation did is kept when it ends well and forgotten when it fails, as a
/// real host does. Belongs to one thread.
public final class TestHost {
  private final Skill skill;
  private final Map<String, String> store = new TreeMap<>();
  private final Map<String, Json> timers = new LinkedHashMap<>();
  private final Map<String, String> config = new TreeMap<>();
  private Function<Json, Optional<Json>> web = request -> Optional.empty();
  private int maxTimers = 32;
  private RandomGenerator random = new Random(1);

  public TestHost(Skill skill) {
    this.skill = skill;
  }

  /// What the web answers: a request (`method`, `url`, `headers`, `body?`, `secret?`) to `{status,
  /// headers?, body?}`. Empty means that nobody answers, as without this.
  public TestHost web(Function<Json, Optional<Json>> answers) {
    web = answers;
    return this;
  }

  /// Where random numbers come from; without this, the same ones in every run.
  public TestHost random(RandomGenerator source) {
    random = source;
    return this;
  }

  /// Refuses further timers once so many are pending.
  public TestHost maxTimers(int most) {
    maxTimers = most;
    return this;
  }

  /// Something remembered from an earlier invocation.
  public TestHost stored(String key, Json value) {
    store.put(key, value.write());
    return this;
  }

  /// A timer set by an earlier invocation: `{"id", "due", "payload"}`, due as RFC 3339.
  public TestHost pending(Json timer) {
    timers.put(timer.at("id").text(""), timer);
    return this;
  }

  /// A value of the skill's configuration.
  public TestHost configured(String key, Json value) {
    config.put(key, value.write());
    return this;
  }

  /// The ids of the timers that are pending.
  public List<String> pendingIds() {
    return List.copyOf(timers.keySet());
  }

  /// Runs the skill once with this envelope.
  public Result run(Json envelope) {
    Calls calls = new Calls(Moment.parse(envelope.at("now").text("")));
    int code = Invocation.run(skill, calls, envelope.write());
    if (code == 0) {
      store.clear();
      store.putAll(calls.values);
      timers.clear();
      timers.putAll(calls.pending);
    }
    return new Result(code, calls.reply, List.copyOf(calls.effects), List.copyOf(calls.log));
  }

  /// How an invocation ended.
  ///
  /// @param code 0 when it ended well
  /// @param reply what it answered; [Json#nothing] when nothing
  /// @param effects what it did, in the host's order: the first is number 1. Each has `kind` and
  ///   what belongs to it
  public record Result(int code, Json reply, List<Json> effects, List<String> log) {
    /// The effects of one kind: `publish`, `kv_put`, `kv_delete`, `timer_set`, `timer_cancel`,
    /// `http`.
    public List<Json> effects(String kind) {
      return effects.stream().filter(effect -> effect.at("kind").text("").equals(kind)).toList();
    }
  }

  /// One invocation's calls over copies of the state.
  private final class Calls implements HostCalls {
    private final Map<String, String> values = new TreeMap<>(store);
    private final Map<String, Json> pending = new LinkedHashMap<>(timers);
    private final List<Json> effects = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Moment now;
    private byte[] kept = {};
    private Json reply = Json.nothing();

    Calls(Moment now) {
      this.now = now;
    }

    @Override
    public int log(int level, byte[] line) {
      log.add(text(line));
      return 0;
    }

    @Override
    public int publish(byte[] subject, byte[] payload) {
      return effect(
          Json.object()
              .with("kind", "publish")
              .with("subject", text(subject))
              .with("payload", Json.parse(text(payload))));
    }

    @Override
    public int reply(byte[] json) {
      if (!reply.isNull()) {
        throw new IllegalStateException("the skill replied twice: reply once");
      }
      reply = Json.parse(text(json));
      return 0;
    }

    @Override
    public int kvGet(byte[] key, byte[] into) {
      String value = values.get(text(key));
      return value == null ? Refusal.NOT_FOUND.code() : answer(value, into);
    }

    @Override
    public int kvPut(byte[] key, byte[] value) {
      values.put(text(key), text(value));
      return effect(
          Json.object()
              .with("kind", "kv_put")
              .with("key", text(key))
              .with("value", Json.parse(text(value))));
    }

    @Override
    public int kvDelete(byte[] key) {
      if (values.remove(text(key)) == null) {
        return Refusal.NOT_FOUND.code();
      }
      return effect(Json.object().with("kind", "kv_delete").with("key", text(key)));
    }

    @Override
    public int timerSet(byte[] request) {
      Json timer = Json.parse(text(request));
      String id = timer.at("id").text("");
      if (!pending.containsKey(id) && pending.size() >= maxTimers) {
        return Refusal.QUOTA.code();
      }
      long due = due(timer);
      pending.put(
          id, Json.object().with("id", id).with("due", due).with("payload", timer.at("payload")));
      return effect(timer.asObject().with("kind", "timer_set"));
    }

    /// A time of day is the next one that comes; a day that repeats is not looked at.
    private long due(Json timer) {
      String at = timer.at("at").text("");
      if (at.isEmpty()) {
        return now.epochMillis() + timer.at("after_ms").whole(0);
      }
      String day =
          String.format(Locale.ROOT, "%04d-%02d-%02dT", now.year(), now.month(), now.day());
      String offset =
          String.format(
              Locale.ROOT,
              "%s%02d:%02d",
              now.offsetMinutes() < 0 ? "-" : "+",
              Math.abs(now.offsetMinutes()) / 60,
              Math.abs(now.offsetMinutes()) % 60);
      boolean daily = at.indexOf('T') < 0;
      long due = Moment.parse((daily ? day + at : at) + offset).epochMillis();
      return daily && due <= now.epochMillis() ? due + 86_400_000L : due;
    }

    @Override
    public int timerCancel(byte[] id) {
      if (pending.remove(text(id)) == null) {
        return Refusal.NOT_FOUND.code();
      }
      return effect(Json.object().with("kind", "timer_cancel").with("id", text(id)));
    }

    @Override
    public int timerList(byte[] into) {
      return answer(new Json.Arr(soonestFirst()).write(), into);
    }

    @Override
    public int http(byte[] request, byte[] into) {
      Json asked = Json.parse(text(request));
      Optional<Json> answer = web.apply(asked);
      if (answer.isEmpty()) {
        return Refusal.UNAVAILABLE.code();
      }
      Json.Obj given = answer.get().asObject();
      if (!asked.at("method").text("").equals("GET")) {
        given = given.with("effect", effect(asked.asObject().with("kind", "http")));
      }
      return answer(given.write(), into);
    }

    @Override
    public int configGet(byte[] key, byte[] into) {
      String value = config.get(text(key));
      return value == null ? Refusal.NOT_FOUND.code() : answer(value, into);
    }

    @Override
    public int random(byte[] into) {
      random.nextBytes(into);
      return 0;
    }

    @Override
    public int take(byte[] into) {
      System.arraycopy(kept, 0, into, 0, kept.length);
      return kept.length;
    }

    private List<Json> soonestFirst() {
      return pending.values().stream()
          .sorted(Comparator.comparingLong(timer -> dueMillis(timer.at("due"))))
          .toList();
    }

    private static long dueMillis(Json due) {
      return due.isNumber() ? due.whole(0) : Moment.parse(due.text("")).epochMillis();
    }

    private int effect(Json effect) {
      effects.add(effect);
      return effects.size();
    }

    private int answer(String text, byte[] into) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (bytes.length > into.length) {
        kept = bytes;
      } else {
        System.arraycopy(bytes, 0, into, 0, bytes.length);
      }
      return bytes.length;
    }

    private static String text(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
