package dev.loqa.skillhost.engine;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.ChicoryException;
import java.util.function.Supplier;

/// One instance of a module, for one call and one thread. After any failure it is worthless: drop
/// it. Everything the engine may throw comes out as [GuestTrap], [GuestExit] or [GuestStopped].
public final class Guest {
  private final Instance instance;
  private final GuestMemory memory;

  Guest(Instance instance) {
    this.instance = instance;
    this.memory = new GuestMemory(instance.memory());
  }

  public GuestMemory memory() {
    return memory;
  }

  /// Calls an export that the pre-flight has found, with the signature it has found. The result is
  /// 0 for a function without.
  public long call(String export, long... arguments) {
    return contained(() -> {
      long[] results = instance.export(export).apply(arguments);
      return results == null || results.length == 0 ? 0L : results[0];
    });
  }

  /// Runs engine code and translates its ends. This is the boundary where a guest's exhausted stack
  /// or the host's exhausted heap end the guest and not the host.
  static <T> T contained(Supplier<T> work) {
    try {
      return work.get();
    } catch (GuestTrap | GuestExit | GuestStopped end) {
      throw end;
    } catch (ChicoryInterruptedException stopped) {
      throw new GuestStopped();
    } catch (ChicoryException fault) {
      throw translated(fault);
    } catch (StackOverflowError exhausted) {
      throw new GuestTrap(GuestTrap.Rule.STACK, "the call stack is exhausted");
    } catch (OutOfMemoryError exhausted) {
      throw new GuestTrap(GuestTrap.Rule.MEMORY, "the host has no memory left for it");
    } catch (RuntimeException fault) {
      if (Thread.currentThread().isInterrupted()) {
        throw new GuestStopped();
      }
      throw new GuestTrap(
          GuestTrap.Rule.CODE, fault.getClass().getSimpleName() + ": " + fault.getMessage());
    }
  }

  private static RuntimeException translated(ChicoryException fault) {
    for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof GuestTrap
          || cause instanceof GuestExit
          || cause instanceof GuestStopped) {
        return (RuntimeException) cause;
      }
      if (cause instanceof StackOverflowError) {
        return new GuestTrap(GuestTrap.Rule.STACK, "the call stack is exhausted");
      }
      if (cause instanceof OutOfMemoryError) {
        return new GuestTrap(GuestTrap.Rule.MEMORY, "the host has no memory left for it");
      }
    }
    String message = String.valueOf(fault.getMessage());
    return message.contains("stack exhausted")
        ? new GuestTrap(GuestTrap.Rule.STACK, message)
        : new GuestTrap(GuestTrap.Rule.CODE, message);
  }
}
