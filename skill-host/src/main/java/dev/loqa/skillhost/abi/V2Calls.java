package dev.loqa.skillhost.abi;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.protocol.Bytes;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.Reply;
import dev.loqa.skillhost.TimerRequest;
import dev.loqa.skillhost.TimerView;
import dev.loqa.skillhost.engine.GuestMemory;
import dev.loqa.skillhost.engine.GuestTrap;
import dev.loqa.skillhost.engine.HostImport;
import dev.loqa.skillhost.manifest.Permission;
import dev.loqa.skillhost.manifest.Risk;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The functions of `loqa_v2` for one invocation. Each checks pointers, then form, then rights,
/// then quota, and answers with a number of [Result]; a function that does something answers with
/// the number of its effect.
final class V2Calls {
  private static final int LONGEST_KEY = 256;
  private static final int MOST_RANDOM = 65_536;

  private final CallContext context;
  private final Transaction transaction;
  private final WebCalls web;
  private Reply reply = Reply.NONE;
  private boolean replied;
  private @Nullable String refused;
  private byte @Nullable [] kept;

  V2Calls(CallContext context, Transaction transaction) {
    this.context = context;
    this.transaction = transaction;
    this.web = new WebCalls(context, transaction);
  }

  Reply reply() {
    return reply;
  }

  /// Why the reply that it gave was none, if it gave no other: such a call has not ended well,
  /// whatever it returns.
  @Nullable String refusedReply() {
    return refused;
  }

  /// The function of that name, none if there is no such.
  HostImport.@Nullable Call find(String name) {
    return switch (name) {
      case "log" -> (m, a) -> log(m, (int) a[0], a[1], a[2]);
      case "publish" -> (m, a) -> guarded(() -> publish(m, a));
      case "reply" -> (m, a) -> guarded(() -> reply(m, a[0], a[1]));
      case "kv_get" -> (m, a) -> guarded(() -> kvGet(m, a));
      case "kv_put" -> (m, a) -> guarded(() -> kvPut(m, a));
      case "kv_delete" -> (m, a) -> guarded(() -> kvDelete(m, a));
      case "timer_set" -> (m, a) -> guarded(() -> timerSet(m, a));
      case "timer_cancel" -> (m, a) -> guarded(() -> timerCancel(m, a));
      case "timer_list" -> (m, a) -> guarded(() -> timerList(m, a));
      case "http" -> (m, a) -> guarded(() -> http(m, a));
      case "config_get" -> (m, a) -> guarded(() -> configGet(m, a));
      case "random" -> (m, a) -> random(m, a[0], a[1]);
      case "take" -> (m, a) -> take(m, a[0], a[1]);
      case "now_ms" -> (m, a) -> now();
      default -> null;
    };
  }

  /// The fence of a host function: a fault of ours or of a port ends as a number in the guest, not
  /// as an exception.
  private long guarded(java.util.function.LongSupplier work) {
    context.called();
    try {
      return work.getAsLong();
    } catch (JsonException | IllegalArgumentException invalid) {
      return Result.INVALID;
    } catch (dev.loqa.skillhost.engine.GuestTrap | dev.loqa.skillhost.engine.GuestStopped end) {
      throw end;
    } catch (RuntimeException fault) {
      context.rights().deny("host", "", "the host failed: " + fault);
      return Result.INTERNAL;
    }
  }

  private long now() {
    context.called();
    return context.ports().clock().millis();
  }

  private long log(GuestMemory memory, int level, long pointer, long length) {
    context.called();
    memory.check(pointer, length);
    if ((length & 0xffff_ffffL) > GuestLog.LONGEST_LINE) {
      return Result.TOO_LARGE;
    }
    return context.log().write(level, memory.text(pointer, length)) ? Result.OK : Result.QUOTA;
  }

  private long publish(GuestMemory memory, long[] a) {
    memory.check(a[0], a[1]);
    memory.check(a[2], a[3]);
    if (tooLarge(a[1], 1_024) || tooLarge(a[3], context.payloadBytes())) {
      return Result.TOO_LARGE;
    }
    String subject = text(memory.read(a[0], a[1]));
    String json = GuestJson.value(text(memory.read(a[2], a[3])));
    if (!context.rights().mayPublish(subject)) {
      return Result.DENIED;
    }
    Effect.Publish effect = new Effect.Publish(transaction.next(), subject, json);
    if (!context.rights().cleared("publish", subject, effect, Risk.NONE)) {
      return Result.DENIED;
    }
    if (full("publish", subject, json.length())) {
      return Result.QUOTA;
    }
    if (!context.meter().publish()) {
      context.rights().spent("publish", subject, "publish_per_min");
      return Result.QUOTA;
    }
    transaction.buffer(effect);
    return effect.number();
  }

  private long reply(GuestMemory memory, long pointer, long length) {
    memory.check(pointer, length);
    if (replied) {
      throw new GuestTrap(GuestTrap.Rule.PROTOCOL, "it replied twice");
    }
    if (tooLarge(length, context.payloadBytes())) {
      refused =
          "it has "
              + (length & 0xffff_ffffL)
              + " bytes, "
              + context.payloadBytes()
              + " are allowed";
      return Result.TOO_LARGE;
    }
    try {
      reply = GuestJson.reply(text(memory.read(pointer, length)));
    } catch (JsonException | IllegalArgumentException invalid) {
      refused = String.valueOf(invalid.getMessage());
      throw invalid;
    }
    replied = true;
    refused = null;
    return Result.OK;
  }

  private long kvGet(GuestMemory memory, long[] a) {
    memory.check(a[2], a[3]);
    String key = key(memory, a[0], a[1]);
    if (!context.rights().may(Permission.STORAGE_KV, "kv_get", key)) {
      return Result.DENIED;
    }
    Optional<Bytes> value = transaction.get(key);
    return value.isEmpty() ? Result.NOT_FOUND : answer(memory, value.get().toArray(), a[2], a[3]);
  }

  private long kvPut(GuestMemory memory, long[] a) {
    memory.check(a[2], a[3]);
    String key = key(memory, a[0], a[1]);
    if (!context.rights().may(Permission.STORAGE_KV, "kv_put", key)) {
      return Result.DENIED;
    }
    if (tooLarge(a[3], context.payloadBytes())) {
      return Result.TOO_LARGE;
    }
    Bytes value = Bytes.wrap(memory.read(a[2], a[3]));
    int number = transaction.next();
    if (!context.rights().cleared("kv_put", key, new Effect.KvPut(number, key, value), Risk.NONE)) {
      return Result.DENIED;
    }
    if (full("kv_put", key, value.length())) {
      return Result.QUOTA;
    }
    if (!transaction.put(key, value, context.manifest().storage().quotaBytes())) {
      context.rights().spent("kv_put", key, "storage.quota_kib");
      return Result.QUOTA;
    }
    return number;
  }

  private long kvDelete(GuestMemory memory, long[] a) {
    String key = key(memory, a[0], a[1]);
    if (!context.rights().may(Permission.STORAGE_KV, "kv_delete", key)) {
      return Result.DENIED;
    }
    int number = transaction.next();
    if (full("kv_delete", key, 0)) {
      return Result.QUOTA;
    }
    return transaction.delete(key) ? number : Result.NOT_FOUND;
  }

  private long timerSet(GuestMemory memory, long[] a) {
    memory.check(a[0], a[1]);
    if (tooLarge(a[1], context.payloadBytes())) {
      return Result.TOO_LARGE;
    }
    TimerRequest timer = GuestJson.timer(text(memory.read(a[0], a[1])));
    if (!context.rights().may(Permission.TIMERS_SET, "timer_set", timer.id())) {
      return Result.DENIED;
    }
    int number = transaction.next();
    if (!context
        .rights()
        .cleared("timer_set", timer.id(), new Effect.TimerSet(number, timer), Risk.NONE)) {
      return Result.DENIED;
    }
    if (full("timer_set", timer.id(), timer.payloadJson().length())) {
      return Result.QUOTA;
    }
    if (!transaction.set(timer, context.manifest().timers().maxActive())) {
      context.rights().spent("timer_set", timer.id(), "timers.max_active");
      return Result.QUOTA;
    }
    return number;
  }

  private long timerCancel(GuestMemory memory, long[] a) {
    String id = key(memory, a[0], a[1]);
    if (!context.rights().may(Permission.TIMERS_SET, "timer_cancel", id)) {
      return Result.DENIED;
    }
    int number = transaction.next();
    if (full("timer_cancel", id, 0)) {
      return Result.QUOTA;
    }
    return transaction.cancel(id) ? number : Result.NOT_FOUND;
  }

  private long timerList(GuestMemory memory, long[] a) {
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
    return answer(memory, Json.write(list), a[0], a[1]);
  }

  private long http(GuestMemory memory, long[] a) {
    memory.check(a[0], a[1]);
    memory.check(a[2], a[3]);
    if (tooLarge(a[1], context.payloadBytes())) {
      return Result.TOO_LARGE;
    }
    WebCalls.Answer answer = web.call(text(memory.read(a[0], a[1])));
    return switch (answer) {
      case WebCalls.Answer.Refused refused -> refused.result();
      case WebCalls.Answer.Came came -> answer(memory, came.json(), a[2], a[3]);
    };
  }

  private long configGet(GuestMemory memory, long[] a) {
    memory.check(a[2], a[3]);
    String key = key(memory, a[0], a[1]);
    Optional<Object> value = context.setting(key);
    return value.isEmpty() ? Result.NOT_FOUND : answer(memory, Json.write(value.get()), a[2], a[3]);
  }

  private long random(GuestMemory memory, long pointer, long length) {
    context.called();
    memory.check(pointer, length);
    if (tooLarge(length, MOST_RANDOM)) {
      return Result.TOO_LARGE;
    }
    byte[] bytes = new byte[(int) length];
    context.ports().random().nextBytes(bytes);
    memory.write(pointer, bytes);
    return Result.OK;
  }

  private long take(GuestMemory memory, long pointer, long capacity) {
    context.called();
    memory.check(pointer, capacity);
    byte[] bytes = kept;
    return bytes == null ? Result.NOT_FOUND : answer(memory, bytes, pointer, capacity);
  }

  /// Writes an answer that fits; keeps one that does not for `take`. Either way its full length is
  /// the result.
  private long answer(GuestMemory memory, byte[] bytes, long pointer, long capacity) {
    if (bytes.length > (capacity & 0xffff_ffffL)) {
      kept = bytes;
    } else {
      memory.write(pointer, bytes);
      kept = null;
    }
    return bytes.length;
  }

  /// Whether the call has as many effects as it may, or they hold too much; that is audited.
  private boolean full(String call, String target, long bytes) {
    if (!transaction.full(bytes)) {
      return false;
    }
    context.rights().spent(call, target, "the effects of one call");
    return true;
  }

  private static boolean tooLarge(long length, int most) {
    return (length & 0xffff_ffffL) > most;
  }

  private static String key(GuestMemory memory, long pointer, long length) {
    memory.check(pointer, length);
    if (length == 0 || tooLarge(length, LONGEST_KEY)) {
      throw new IllegalArgumentException("a key has 1 to " + LONGEST_KEY + " bytes");
    }
    String key = text(memory.read(pointer, length));
    if (key.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a key has no control characters");
    }
    return key;
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the text is not UTF-8", e);
    }
  }
}
