package dev.loqa.skillhost.engine;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import dev.loqa.skillhost.SkillHostException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes modules that have passed the pre-flight ready to be called: never interpreted, and
/// compiled once, by a [ModuleCompiler] that bounds what that takes; from then on their code comes
/// from the cache, if there is one. One module at a time: others wait. Safe for use by several
/// threads; [#close] closes the compiler.
public final class Engine implements ModuleEngine {
  /// Part of the cache's key: change it with the engine or with what is asked of its compiler.
  static final String VERSION = "chicory-1.7.5/fail/1";

  /// After so long without a module to compile the compiler gives back what it holds.
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final @Nullable CodeCache cache;
  private final Duration compileLimit;
  private final ModuleCompiler compiler;
  private final ScheduledExecutorService idle =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("skill-compile-idle").factory());
  // Guarded by this.
  private @Nullable Future<?> idling;

  /// An engine over a compiler, which it closes.
  ///
  /// @param cache the folder for compiled code; none: every module is compiled anew
  /// @param compileLimit how long one module may take
  public Engine(@Nullable Path cache, Duration compileLimit, ModuleCompiler compiler) {
    this.cache = cache == null ? null : new CodeCache(cache, VERSION);
    this.compileLimit = compileLimit;
    this.compiler = compiler;
  }

  /// Compiles a module or takes its code from the cache.
  ///
  /// @throws SkillHostException if it is no valid module, too large to compile, or out of time
  @Override
  public synchronized CompiledModule compile(byte[] wasm) {
    try {
      String key = CodeCache.key(wasm);
      CodeCache kept = cache;
      byte[] stored = kept == null ? null : kept.get(key);
      if (kept != null && stored != null) {
        try {
          return runnable(wasm, key, stored, true);
        } catch (RuntimeException | LinkageError fault) {
          // Stored code of the right digest that is not what this Java and this engine load: made
          // by another one.
          kept.forget(key);
        }
      }
      byte[] code = compiled(wasm);
      CompiledModule ready = runnable(wasm, key, code, false);
      if (kept != null) {
        keep(kept, key, code);
      }
      return ready;
    } catch (ChicoryException | LinkageError fault) {
      throw new SkillHostException("module: the engine refuses it: " + fault.getMessage(), fault);
    } catch (IOException fault) {
      throw new SkillHostException(
          "module: its compiled code can't be read: " + fault.getMessage(), fault);
    }
  }

  private static void keep(CodeCache cache, String key, byte[] code) {
    try {
      cache.put(key, code);
    } catch (IOException full) {
      // A full disk costs the next start a compilation, and nobody the skill now.
    }
  }

  private byte[] compiled(byte[] wasm) {
    if (idling != null) {
      idling.cancel(false);
    }
    try {
      return compiler.compile(wasm, compileLimit);
    } finally {
      try {
        idling = idle.schedule(this::giveBack, IDLE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closed) {
        // There is nothing to give back: close() has closed the compiler.
      }
    }
  }

  private synchronized void giveBack() {
    compiler.idle();
  }

  private static CompiledModule runnable(byte[] wasm, String key, byte[] code, boolean fromCache) {
    WasmModule frame = ModuleFrame.of(wasm, key);
    Function<Instance, Machine> machine = compiler(frame).withCache(new Handover(code)).compile();
    return new CompiledModule(frame, machine, fromCache);
  }

  static MachineFactoryCompiler.Builder compiler(WasmModule module) {
    return MachineFactoryCompiler.builder(module).withInterpreterFallback(InterpreterFallback.FAIL);
  }

  /// Lets go of the compiler; a module that is being compiled is given up.
  @Override
  public void close() {
    idle.shutdownNow();
    compiler.close();
  }
}
