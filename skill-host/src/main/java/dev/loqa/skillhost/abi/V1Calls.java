package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.engine.GuestMemory;
import dev.loqa.skillhost.engine.GuestStopped;
import dev.loqa.skillhost.engine.GuestTrap;
import dev.loqa.skillhost.engine.HostImport;
import dev.loqa.skillhost.manifest.Risk;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The functions of the original's `env` for one invocation. A message goes out at once.
final class V1Calls {
  private static final int SENT = 0;
  private static final int NOT_ALLOWED = 1;
  private static final int ERROR = 2;
  private static final int LONGEST_SUBJECT = 1_024;

  private final CallContext context;
  private final Transaction transaction;

  V1Calls(CallContext context, Transaction transaction) {
    this.context = context;
    this.transaction = transaction;
  }

  /// The function of that name, none if there is no such.
  HostImport.@Nullable Call find(String name) {
    return switch (name) {
      case "host_log" -> (m, a) -> log(m, a[0], a[1]);
      case "host_publish" -> (m, a) -> publish(m, a);
      case "abort" ->
          (m, a) -> {
            throw new GuestTrap(GuestTrap.Rule.PROTOCOL, "it called env.abort");
          };
      default -> null;
    };
  }

  private long log(GuestMemory memory, long pointer, long length) {
    context.called();
    memory.check(pointer, length);
    long kept = Math.min(length & 0xffff_ffffL, GuestLog.LONGEST_LINE);
    context.log().write(1, memory.text(pointer, kept));
    return 0;
  }

  private long publish(GuestMemory memory, long[] a) {
    context.called();
    memory.check(a[0], a[1]);
    memory.check(a[2], a[3]);
    if ((a[1] & 0xffff_ffffL) > LONGEST_SUBJECT || (a[3] & 0xffff_ffffL) > context.payloadBytes()) {
      return ERROR;
    }
    String subject = memory.text(a[0], a[1]);
    byte[] payload = memory.read(a[2], a[3]);
    if (!context.rights().mayPublish(subject)) {
      return NOT_ALLOWED;
    }
    Effect.Publish effect =
        new Effect.Publish(
            transaction.next(), subject, new String(payload, StandardCharsets.UTF_8));
    if (!context.rights().cleared("host_publish", subject, effect, Risk.NONE)) {
      return NOT_ALLOWED;
    }
    if (transaction.full(payload.length) || !context.meter().publish()) {
      context.rights().spent("host_publish", subject, "publish_per_min");
      return ERROR;
    }
    try {
      context
          .ports()
          .immediate()
          .publish(context.invocation().skill(), context.invocation().id(), subject, payload);
    } catch (RuntimeException fault) {
      // The fence of a host function: the guest sees a number, the operator the reason.
      if (Thread.currentThread().isInterrupted()) {
        throw new GuestStopped();
      }
      context.log().write(2, "host_publish " + subject + ": " + fault.getMessage());
      return ERROR;
    }
    transaction.happened(effect);
    return SENT;
  }
}
