package dev.loqa.skillhost.abi;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.Reply;
import dev.loqa.skillhost.engine.GuestMemory;
import dev.loqa.skillhost.engine.GuestStopped;
import dev.loqa.skillhost.engine.GuestTrap;
import dev.loqa.skillhost.engine.HostImport;
import dev.loqa.skillhost.manifest.Risk;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The functions of `loqa_v2` for one invocation. Each checks pointers, then form, then rights,
/// then quota, and answers with a number of [Result]; a function that does something answers with
/// the number of its effect.
final class V2Calls {
  private static final int MOST_RANDOM = 65_536;

  private final CallContext context;
  private final Transaction transaction;
  private final WebCalls web;
  private final StateCalls state;
  private final Answers answers = new Answers();
  private Reply reply = Reply.NONE;
  private boolean replied;
  private @Nullable String refused;

  V2Calls(CallContext context, Transaction transaction) {
    this.context = context;
    this.transaction = transaction;
    this.web = new WebCalls(context, transaction);
    this.state = new StateCalls(context, transaction, answers);
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
      case "kv_get" -> (m, a) -> guarded(() -> state.get(m, a));
      case "kv_put" -> (m, a) -> guarded(() -> state.put(m, a));
      case "kv_delete" -> (m, a) -> guarded(() -> state.delete(m, a));
      case "timer_set" -> (m, a) -> guarded(() -> state.setTimer(m, a));
      case "timer_cancel" -> (m, a) -> guarded(() -> state.cancelTimer(m, a));
      case "timer_list" -> (m, a) -> guarded(() -> state.listTimers(m, a));
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
  private long guarded(LongSupplier work) {
    context.called();
    try {
      return work.getAsLong();
    } catch (JsonException | IllegalArgumentException invalid) {
      return Result.INVALID;
    } catch (GuestTrap | GuestStopped end) {
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
    if (Arguments.tooLarge(a[1], 1_024) || Arguments.tooLarge(a[3], context.payloadBytes())) {
      return Result.TOO_LARGE;
    }
    String subject = Arguments.text(memory.read(a[0], a[1]));
    String json = GuestJson.value(Arguments.text(memory.read(a[2], a[3])));
    if (!context.rights().mayPublish(subject)) {
      return Result.DENIED;
    }
    Effect.Publish effect = new Effect.Publish(transaction.next(), subject, json);
    if (!context.rights().cleared("publish", subject, effect, Risk.NONE)) {
      return Result.DENIED;
    }
    if (context.full(transaction, "publish", subject, json.length())) {
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
    if (Arguments.tooLarge(length, context.payloadBytes())) {
      refused =
          "it has "
              + (length & 0xffff_ffffL)
              + " bytes, "
              + context.payloadBytes()
              + " are allowed";
      return Result.TOO_LARGE;
    }
    try {
      reply = GuestJson.reply(Arguments.text(memory.read(pointer, length)));
    } catch (JsonException | IllegalArgumentException invalid) {
      refused = String.valueOf(invalid.getMessage());
      throw invalid;
    }
    replied = true;
    refused = null;
    return Result.OK;
  }

  private long http(GuestMemory memory, long[] a) {
    memory.check(a[0], a[1]);
    memory.check(a[2], a[3]);
    if (Arguments.tooLarge(a[1], context.payloadBytes())) {
      return Result.TOO_LARGE;
    }
    WebCalls.Answer answer = web.call(Arguments.text(memory.read(a[0], a[1])));
    return switch (answer) {
      case WebCalls.Answer.Refused refused -> refused.result();
      case WebCalls.Answer.Came came -> answers.give(memory, came.json(), a[2], a[3]);
    };
  }

  private long configGet(GuestMemory memory, long[] a) {
    memory.check(a[2], a[3]);
    String key = Arguments.key(memory, a[0], a[1]);
    Optional<Object> value = context.setting(key);
    return value.isEmpty()
        ? Result.NOT_FOUND
        : answers.give(memory, Json.write(value.get()), a[2], a[3]);
  }

  private long random(GuestMemory memory, long pointer, long length) {
    context.called();
    memory.check(pointer, length);
    if (Arguments.tooLarge(length, MOST_RANDOM)) {
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
    return answers.take(memory, pointer, capacity);
  }
}
