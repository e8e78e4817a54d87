package dev.loqa.skillhost.record;

import dev.loqa.protocol.Bytes;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.abi.HostTap;
import dev.loqa.skillhost.engine.GuestMemory;
import dev.loqa.skillhost.engine.GuestStopped;
import dev.loqa.skillhost.engine.GuestTrap;
import dev.loqa.skillhost.engine.HostImport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notes what one invocation is answered. Nothing is written or formatted while the guest runs: a
/// call costs a copy of the bytes it exchanges. At most [CallRecord#MOST_BYTES] and
/// [CallRecord#MOST_CALLS] are kept; beyond that nothing is, and the record says so.
///
/// Written by the guest's thread, ended by the caller, also while a guest that does not give in is
/// still running.
public final class CallRecorder implements HostTap {
  private final SkillInvocation invocation;
  // Guarded by this.
  private final List<RecordedCall> calls = new ArrayList<>();
  private String skillVersion = "";
  private String module = "";
  private long bytes;
  private boolean ended;
  private @Nullable String tooLarge;

  public CallRecorder(SkillInvocation invocation) {
    this.invocation = invocation;
    this.bytes = invocation.payloadJson().length();
  }

  @Override
  public synchronized void begins(String skillVersion, String moduleDigest) {
    this.skillVersion = skillVersion;
    this.module = moduleDigest;
  }

  @Override
  public HostImport.Call around(String importModule, String name, HostImport.Call host) {
    String function = importModule + "." + name;
    CallShape shape = CallShape.of(function);
    return shape == null ? host : (memory, a) -> call(function, shape, host, memory, a);
  }

  private long call(
      String function, CallShape shape, HostImport.Call host, GuestMemory memory, long[] a) {
    if (!fits(shape.size(memory, a))) {
      return host.apply(memory, a);
    }
    List<Bytes> in = shape.in(memory, a);
    long result;
    try {
      result = host.apply(memory, a);
    } catch (GuestTrap trap) {
      note(new RecordedCall(function, in, 0, null, trap.rule() + " " + trap.getMessage()), 0);
      throw trap;
    } catch (GuestStopped stopped) {
      note(new RecordedCall(function, in, 0, null, "STOPPED"), 0);
      throw stopped;
    }
    Bytes out = shape.out(memory, a, result);
    note(new RecordedCall(function, in, result, out, null), out == null ? 0 : out.length());
    return result;
  }

  private synchronized boolean fits(long more) {
    if (tooLarge == null
        && (bytes + more > CallRecord.MOST_BYTES || calls.size() >= CallRecord.MOST_CALLS)) {
      tooLarge =
          calls.size() >= CallRecord.MOST_CALLS
              ? "it called the host more than " + CallRecord.MOST_CALLS + " times"
              : "it exchanged more than " + CallRecord.MOST_BYTES + " bytes with the host";
      calls.clear();
    }
    bytes += more;
    return tooLarge == null;
  }

  private synchronized void note(RecordedCall call, int outBytes) {
    if (!ended && fits(outBytes)) {
      calls.add(call);
    }
  }

  /// The record of the call that has come back.
  public synchronized CallRecord end(Outcome outcome) {
    ended = true;
    return new CallRecord(
        invocation, skillVersion, module, calls, RecordedEnd.of(outcome), tooLarge);
  }
}
