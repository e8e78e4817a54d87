package dev.loqa.skillhost.abi;

import dev.loqa.base.json.Json;
import dev.loqa.protocol.Bytes;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.TimerRequest;
import dev.loqa.skillhost.TimerView;
import dev.loqa.skillhost.engine.GuestMemory;
import dev.loqa.skillhost.manifest.Permission;
import dev.loqa.skillhost.manifest.Risk;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What ABI v2 lets a skill do to its own data and timers. One call, one thread.
final class StateCalls {
  private final CallContext context;
  private final Transaction transaction;
  private final Answers answers;

  StateCalls(CallContext context, Transaction transaction, Answers answers) {
    this.context = context;
    this.transaction = transaction;
    this.answers = answers;
  }

  long get(GuestMemory memory, long[] a) {
    memory.check(a[2], a[3]);
    String key = Arguments.key(memory, a[0], a[1]);
    if (!context.rights().may(Permission.STORAGE_KV, "kv_get", key)) {
      return Result.DENIED;
    }
    Optional<Bytes> value = transaction.get(key);
    return value.isEmpty()
        ? Result.NOT_FOUND
        : answers.give(memory, value.get().toArray(), a[2], a[3]);
  }

  long put(GuestMemory memory, long[] a) {
    memory.check(a[2], a[3]);
    String key = Arguments.key(memory, a[0], a[1]);
    if (!context.rights().may(Permission.STORAGE_KV, "kv_put", key)) {
      return Result.DENIED;
    }
    if (Arguments.tooLarge(a[3], context.payloadBytes())) {
      return Result.TOO_LARGE;
    }
    Bytes value = Bytes.wrap(memory.read(a[2], a[3]));
    int number = transaction.next();
    if (!context.rights().cleared("kv_put", key, new Effect.KvPut(number, key, value), Risk.NONE)) {
      return Result.DENIED;
    }
    if (context.full(transaction, "kv_put", key, value.length())) {
      return Result.QUOTA;
    }
    if (!transaction.put(key, value, context.manifest().storage().quotaBytes())) {
      context.rights().spent("kv_put", key, "storage.quota_kib");
      return Result.QUOTA;
    }
    return number;
  }

  long delete(GuestMemory memory, long[] a) {
    String key = Arguments.key(memory, a[0], a[1]);
    if (!context.rights().may(Permission.STORAGE_KV, "kv_delete", key)) {
      return Result.DENIED;
    }
    int number = transaction.next();
    if (context.full(transaction, "kv_delete", key, 0)) {
      return Result.QUOTA;
    }
    return transaction.delete(key) ? number : Result.NOT_FOUND;
  }

  long setTimer(GuestMemory memory, long[] a) {
    memory.check(a[0], a[1]);
    if (Arguments.tooLarge(a[1], context.payloadBytes())) {
      return Result.TOO_LARGE;
    }
    TimerRequest timer = GuestJson.timer(Arguments.text(memory.read(a[0], a[1])));
    if (!context.rights().may(Permission.TIMERS_SET, "timer_set", timer.id())) {
      return Result.DENIED;
    }
    int number = transaction.next();
    if (!context
        .rights()
        .cleared("timer_set", timer.id(), new Effect.TimerSet(number, timer), Risk.NONE)) {
      return Result.DENIED;
    }
    if (context.full(transaction, "timer_set", timer.id(), timer.payloadJson().length())) {
      return Result.QUOTA;
    }
    if (!transaction.set(timer, context.manifest().timers().maxActive())) {
      context.rights().spent("timer_set", timer.id(), "timers.max_active");
      return Result.QUOTA;
    }
    return number;
  }

  long cancelTimer(GuestMemory memory, long[] a) {
    String id = Arguments.key(memory, a[0], a[1]);
    if (!context.rights().may(Permission.TIMERS_SET, "timer_cancel", id)) {
      return Result.DENIED;
    }
    int number = transaction.next();
    if (context.full(transaction, "timer_cancel", id, 0)) {
      return Result.QUOTA;
    }
    return transaction.cancel(id) ? number : Result.NOT_FOUND;
  }

  long listTimers(GuestMemory memory, long[] a) {
    memory.check(a[0], a[1]);
    if (!context.rights().may(Permission.TIMERS_SET, "timer_list", "")) {
      return Result.DENIED;
    }
    List<Map<String, Object>> list = new ArrayList<>();
    for (TimerView timer : transaction.timers()) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("id", timer.id());
      item.put(
          "due", OffsetDateTime.ofInstant(timer.due(), context.invocation().timezone()).toString());
      item.put("payload", Json.readObject("{\"v\":" + timer.payloadJson() + "}").get("v"));
      list.add(item);
    }
    return answers.give(memory, Json.write(list), a[0], a[1]);
  }
}
