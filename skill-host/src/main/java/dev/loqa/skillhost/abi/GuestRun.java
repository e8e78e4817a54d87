package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.Trail;
import dev.loqa.skillhost.engine.CompiledModule;
import dev.loqa.skillhost.engine.Guest;
import dev.loqa.skillhost.engine.GuestExit;
import dev.loqa.skillhost.engine.GuestMemory;
import dev.loqa.skillhost.engine.GuestStopped;
import dev.loqa.skillhost.engine.GuestTrap;
import dev.loqa.skillhost.engine.HostImport;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Manifest.HostVersion;
import dev.loqa.skillhost.module.ModuleFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One invocation on its guest thread, from a fresh instance to its outcome: the skill boundary.
/// Whatever the guest does ends here as a value.
public final class GuestRun {
  private static final List<String> NO_TEXTS = List.of();

  private final CompiledModule code;
  private final ModuleFacts facts;
  private final CallContext context;
  private final Transaction transaction;
  private final Manifest manifest;
  private final SkillInvocation invocation;
  private final V2Calls v2;
  private final V1Calls v1;
  private final Wasi wasi;
  private final HostTap tap;
  private @Nullable Guest guest;

  public GuestRun(
      CompiledModule code,
      ModuleFacts facts,
      SkillInvocation invocation,
      Manifest manifest,
      Grant grant,
      HostPorts ports,
      Meter meter,
      CallClock clock,
      HostTap tap) {
    this.code = code;
    this.tap = tap;
    this.facts = facts;
    this.manifest = manifest;
    this.invocation = invocation;
    this.context = new CallContext(invocation, manifest, grant, ports, meter, clock);
    this.transaction = new Transaction(invocation, ports.state());
    this.v2 = new V2Calls(context, transaction);
    this.v1 = new V1Calls(context, transaction);
    boolean original = manifest.hostVersion() == HostVersion.V1;
    this.wasi =
        new Wasi(
            context,
            original ? List.of(invocation.skill()) : NO_TEXTS,
            original ? environment(invocation) : NO_TEXTS,
            original);
  }

  private static List<String> environment(SkillInvocation invocation) {
    return List.of(
        "LOQA_SKILL_NAME=" + invocation.skill(),
        "LOQA_EVENT_SUBJECT=" + invocation.subject(),
        "LOQA_EVENT_PAYLOAD=" + invocation.payloadJson(),
        "LOQA_EVENT_REPLY=" + invocation.reply(),
        "LOQA_INVOCATION_ID=" + invocation.id().value(),
        "LOQA_SKILL_DIRECTORY=/skill");
  }

  /// Runs the guest to its end.
  public Outcome run() {
    return run(() -> manifest.hostVersion() == HostVersion.V1 ? original() : handle());
  }

  /// Starts the guest as for a call, without calling it; the work of an original is its start, so
  /// of it only the instance is made.
  public Outcome rehearse() {
    return run(() -> {
      if (manifest.hostVersion() == HostVersion.V1) {
        instantiate();
      } else {
        started();
      }
      return 0;
    });
  }

  private Outcome run(LongSupplier work) {
    long start = System.nanoTime();
    try {
      long result = work.getAsLong();
      wasi.flush();
      Trail trail = trail(start);
      if (result != 0) {
        return new Outcome.Failed(invocation.id(), "it returned " + result, trail);
      }
      String refused = v2.refusedReply();
      if (refused != null) {
        return new Outcome.Failed(invocation.id(), "its reply is refused: " + refused, trail);
      }
      return new Outcome.Completed(invocation.id(), v2.reply(), transaction.buffered(), trail);
    } catch (GuestStopped stopped) {
      return new Outcome.TimedOut(
          invocation.id(), Duration.ofNanos(System.nanoTime() - start), trail(start));
    } catch (GuestExit exit) {
      wasi.flush();
      return new Outcome.Failed(invocation.id(), "it left with " + exit.getMessage(), trail(start));
    } catch (GuestTrap trap) {
      wasi.flush();
      return new Outcome.Trapped(
          invocation.id(),
          Outcome.Trap.valueOf(trap.rule().name()),
          String.valueOf(trap.getMessage()),
          trail(start));
    } catch (StackOverflowError | OutOfMemoryError exhausted) {
      return new Outcome.Trapped(
          invocation.id(), Outcome.Trap.MEMORY, "the host has no room left for it", trail(start));
    } catch (RuntimeException fault) {
      return new Outcome.Failed(
          invocation.id(), "the host failed around it: " + fault, trail(start));
    }
  }

  private Guest started() {
    Guest started = instantiate();
    if (facts.functions().containsKey(AbiCheck.INITIALIZE)) {
      started.call(AbiCheck.INITIALIZE);
    } else if (facts.functions().containsKey(AbiCheck.START)) {
      leaving(() -> started.call(AbiCheck.START));
    }
    if (facts.functions().containsKey(AbiCheck.INIT)) {
      started.call(AbiCheck.INIT);
    }
    return started;
  }

  private long handle() {
    Guest started = started();
    byte[] envelope = Envelope.of(invocation);
    long pointer = started.call(AbiCheck.ALLOC, envelope.length);
    started.memory().check(pointer, envelope.length);
    if ((int) pointer == 0) {
      throw new GuestTrap(
          GuestTrap.Rule.MEMORY, "loqa_alloc(" + envelope.length + ") returned 0: it has no room");
    }
    started.memory().write(pointer, envelope);
    return (int) started.call(AbiCheck.HANDLE, pointer, envelope.length);
  }

  private long original() {
    Guest started = instantiate();
    if (facts.functions().containsKey(AbiCheck.INITIALIZE)) {
      started.call(AbiCheck.INITIALIZE);
    } else if (facts.functions().containsKey(AbiCheck.START)) {
      leaving(() -> started.call(AbiCheck.START));
    }
    String entry = manifest.code().entrypoint();
    if (entry == null || entry.equals(AbiCheck.START) || !facts.functions().containsKey(entry)) {
      return 0;
    }
    long[] result = {0};
    leaving(() -> result[0] = (int) started.call(entry));
    return result[0];
  }

  /// Runs something that may leave with `proc_exit(0)` and mean success.
  private static void leaving(Runnable work) {
    try {
      work.run();
    } catch (GuestExit exit) {
      if (exit.code() != 0) {
        throw exit;
      }
    }
  }

  private Guest instantiate() {
    List<HostImport> imports = new ArrayList<>(facts.imports().size());
    for (ModuleFacts.Import wanted : facts.imports()) {
      imports.add(
          new HostImport(wanted.module(), wanted.name(), wanted.signature(), function(wanted)));
    }
    Guest made = code.instantiate(imports, facts.memoryPages(), facts.memoryMaxPages());
    guest = made;
    return made;
  }

  private HostImport.Call function(ModuleFacts.Import wanted) {
    HostImport.Call call =
        switch (wanted.module()) {
          case AbiFunctions.V2 -> v2.find(wanted.name());
          case AbiFunctions.WASI -> wasi.find(wanted.name());
          case AbiFunctions.V1 -> v1.find(wanted.name());
          default -> null;
        };
    if (call == null) {
      throw new IllegalStateException(
          wanted.module() + "." + wanted.name() + " passed the check and is not there");
    }
    return tap.around(wanted.module(), wanted.name(), call);
  }

  private Trail trail(long start) {
    Guest ran = guest;
    GuestMemory memory = ran == null ? null : ran.memory();
    return new Trail(
        Duration.ofNanos(System.nanoTime() - start),
        memory == null ? 0 : memory.pages(),
        context.calls(),
        context.rights().denials(),
        context.rights().uncleared(),
        transaction.done());
  }
}
