package dev.loqa.skill.host;

import dev.loqa.skill.Effect;
import dev.loqa.skill.Event;
import dev.loqa.skill.HttpAnswer;
import dev.loqa.skill.HttpCall;
import dev.loqa.skill.Moment;
import dev.loqa.skill.Refusal;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.SkillException;
import dev.loqa.skill.Store;
import dev.loqa.skill.Timers;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The context of one invocation over the host's calls. Counts effects as the host does: from 1,
/// refused calls left out.
final class HostContext implements SkillContext, Store, Timers {
  private static final int FIRST_BUFFER_BYTES = 1024;

  private final HostCalls host;
  private final Event event;

  HostContext(HostCalls host, Event event) {
    this.host = host;
    this.event = event;
  }

  @Override
  public Event event() {
    return event;
  }

  @Override
  public Store store() {
    return this;
  }

  @Override
  public Timers timers() {
    return this;
  }

  @Override
  public Effect publish(String subject, Json payload) {
    return effect("publish " + subject, host.publish(bytes(subject), bytes(payload.write())));
  }

  @Override
  public Optional<Json> config(String key) {
    byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    return answer("config " + key, host.configGet(bytes(key), buffer), buffer).map(Json::parse);
  }

  @Override
  public HttpAnswer http(HttpCall call) {
    byte[] buffer = new byte[4 * FIRST_BUFFER_BYTES];
    int length = host.http(bytes(WebJson.request(call).write()), buffer);
    String name = "http " + call.method() + " " + call.url();
    return answer(name, length, buffer)
        .map(text -> WebJson.answer(Json.parse(text)))
        .orElseThrow(() -> new SkillException(name, Refusal.NOT_FOUND));
  }

  @Override
  public int random(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("random: the bound must be at least 1");
    }
    // What is left over at the top would make small numbers likelier: those are drawn again.
    int limit = Integer.MAX_VALUE - Integer.MAX_VALUE % bound;
    byte[] bytes = new byte[Integer.BYTES];
    int drawn;
    do {
      int result = host.random(bytes);
      if (result < 0) {
        throw new SkillException("random", Refusal.of(result));
      }
      drawn =
          (bytes[0] & 0x7f) << 24
              | (bytes[1] & 0xff) << 16
              | (bytes[2] & 0xff) << 8
              | (bytes[3] & 0xff);
    } while (drawn >= limit);
    return drawn % bound;
  }

  @Override
  public void log(String line) {
    // A full log is no reason to fail: the result is not looked at.
    host.log(HostCalls.LEVEL_INFO, bytes(line));
  }

  @Override
  public Optional<Json> get(String key) {
    byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    return answer("kv_get " + key, host.kvGet(bytes(key), buffer), buffer).map(Json::parse);
  }

  @Override
  public Effect put(String key, Json value) {
    return effect("kv_put " + key, host.kvPut(bytes(key), bytes(value.write())));
  }

  @Override
  public Effect delete(String key) {
    return effect("kv_delete " + key, host.kvDelete(bytes(key)));
  }

  @Override
  public Effect after(String id, long millis, Json payload) {
    Json request = Json.object().with("id", id).with("after_ms", millis).with("payload", payload);
    return effect("timer_set " + id, host.timerSet(bytes(request.write())));
  }

  @Override
  public Effect at(String id, String at, List<String> days, Json payload) {
    Json.Obj request = Json.object().with("id", id).with("at", at).with("payload", payload);
    if (!days.isEmpty()) {
      List<Json> names = new ArrayList<>();
      for (String day : days) {
        names.add(new Json.Text(day));
      }
      request = request.with("repeat", new Json.Arr(names));
    }
    return effect("timer_set " + id, host.timerSet(bytes(request.write())));
  }

  @Override
  public Effect cancel(String id) {
    return effect("timer_cancel " + id, host.timerCancel(bytes(id)));
  }

  @Override
  public List<Pending> pending() {
    byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    String text = answer("timer_list", host.timerList(buffer), buffer).orElse("[]");
    List<Pending> timers = new ArrayList<>();
    for (Json timer : Json.parse(text).items()) {
      timers.add(new Pending(timer.at("id").text(""), due(timer.at("due")), timer.at("payload")));
    }
    return timers;
  }

  private static long due(Json due) {
    return due.isNumber() ? due.whole(0) : Moment.parse(due.text("")).epochMillis();
  }

  /// A call that does something answers with the number of its effect.
  private static Effect effect(String call, int result) {
    if (result < 0) {
      throw new SkillException(call, Refusal.of(result));
    }
    return new Effect(result);
  }

  private Optional<String> answer(String call, int length, byte[] buffer) {
    if (length == Refusal.NOT_FOUND.code()) {
      return Optional.empty();
    }
    if (length < 0) {
      throw new SkillException(call, Refusal.of(length));
    }
    byte[] bytes = buffer;
    if (length > buffer.length) {
      bytes = new byte[length];
      host.take(bytes);
    }
    return Optional.of(Utf8.decode(bytes, length));
  }

  private static byte[] bytes(String text) {
    return Utf8.encode(text);
  }
}
