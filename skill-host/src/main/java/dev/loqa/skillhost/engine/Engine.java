package dev.loqa.skillhost.engine;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.loqa.skillhost.SkillHostException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Compiles modules that have passed the pre-flight: never interpreted, one at a time, each within
/// a time limit. One that overruns is interrupted; until it gives in, others wait, so that it can
/// never use more than one core. Safe for use by several threads; [#close] stops and joins the
/// compiler's thread.
public final class Engine implements AutoCloseable {
  /// Part of the cache's key: change it with the engine or with what is asked of its compiler.
  static final String VERSION = "chicory-1.7.5/fail/1";

  private static final long COMPILER_STACK_BYTES = 16 << 20;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final @Nullable CodeCache cache;
  private final Duration compileLimit;
  private final ExecutorService slot;

  /// An engine with its compiler's thread.
  ///
  /// @param cache the folder for compiled code; none: every module is compiled anew
  /// @param compileLimit how long one module may take
  public Engine(@Nullable Path cache, Duration compileLimit) {
    this.cache = cache == null ? null : new CodeCache(cache, VERSION);
    this.compileLimit = compileLimit;
    this.slot =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform()
                .name("skill-compile")
                .daemon()
                .stackSize(COMPILER_STACK_BYTES)
                .factory());
  }

  /// Compiles a module or takes its code from the cache.
  ///
  /// @throws SkillHostException if it is no valid module, too large to compile, or out of time
  public CompiledModule compile(byte[] wasm) {
    Future<CompiledModule> job = slot.submit(() -> compileHere(wasm));
    try {
      return job.get(compileLimit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      job.cancel(true);
      throw new SkillHostException(
          "module: compiling took more than "
              + compileLimit.toMillis()
              + " ms: split its large functions",
          late);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof SkillHostException known) {
        throw known;
      }
      if (cause instanceof StackOverflowError || cause instanceof OutOfMemoryError) {
        throw new SkillHostException(
            "module: compiling it exhausted the host's memory: make it smaller", e);
      }
      throw new SkillHostException("module: it can't be compiled: " + cause, e);
    } catch (InterruptedException e) {
      job.cancel(true);
      Thread.currentThread().interrupt();
      throw new SkillHostException("module: compiling was interrupted: the host is closing", e);
    }
  }

  private CompiledModule compileHere(byte[] wasm) {
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
      if (kept != null) {
        kept.put(key, code);
      }
      return runnable(wasm, key, code, false);
    } catch (ChicoryException fault) {
      throw new SkillHostException("module: the engine refuses it: " + fault.getMessage(), fault);
    } catch (IOException fault) {
      throw new SkillHostException(
          "module: its compiled code can't be kept: " + fault.getMessage(), fault);
    }
  }

  private static byte[] compiled(byte[] wasm) {
    Handover made = new Handover(null);
    compiler(Parser.parse(wasm)).withCache(made).compile();
    return Objects.requireNonNull(made.code, "the engine compiled a module and kept the code");
  }

  private static CompiledModule runnable(byte[] wasm, String key, byte[] code, boolean fromCache) {
    WasmModule frame = ModuleFrame.of(wasm, key);
    Function<Instance, Machine> machine = compiler(frame).withCache(new Handover(code)).compile();
    return new CompiledModule(frame, machine, fromCache);
  }

  private static MachineFactoryCompiler.Builder compiler(WasmModule module) {
    return MachineFactoryCompiler.builder(module).withInterpreterFallback(InterpreterFallback.FAIL);
  }

  /// Lets go of the compiler's thread; a module that is being compiled is given up.
  @Override
  public void close() {
    slot.shutdownNow();
    try {
      if (!slot.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SkillHostException(
            "skill-compile did not end within " + GRACE.toSeconds() + " s: end the process");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The engine takes compiled code in and gives it out through its cache alone: one that holds the
  /// code of one module.
  private static final class Handover implements Cache {
    private byte @Nullable [] code;

    Handover(byte @Nullable [] code) {
      this.code = code;
    }

    @Override
    public byte @Nullable [] get(String key) {
      return code;
    }

    @Override
    public void putIfAbsent(String key, byte[] made) {
      code = made;
    }
  }
}
