package dev.loqa.skillhost.engine;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import dev.loqa.skillhost.SkillHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Compiles in this JVM, on a thread of its own: for modules that whoever runs this has made, as
/// their tests do. A module that overruns its time is interrupted, which the engine may not notice;
/// until it gives in, others wait. What a stranger made belongs into a [CompilerProcess].
public final class CompilesHere implements ModuleCompiler {
  private static final long STACK_BYTES = 16 << 20;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ExecutorService slot =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("skill-compile").daemon().stackSize(STACK_BYTES).factory());

  @Override
  public byte[] compile(byte[] wasm, Duration limit) {
    Future<byte[]> job = slot.submit(() -> code(wasm));
    try {
      return job.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      job.cancel(true);
      throw ModuleCompiler.late(limit);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof SkillHostException known) {
        throw known;
      }
      if (cause instanceof StackOverflowError || cause instanceof OutOfMemoryError) {
        throw ModuleCompiler.exhausted();
      }
      throw new SkillHostException("module: it can't be compiled: " + cause, e);
    } catch (InterruptedException e) {
      job.cancel(true);
      Thread.currentThread().interrupt();
      throw new SkillHostException("module: compiling was interrupted: the host is closing", e);
    }
  }

  /// The work itself, on the calling thread.
  static byte[] code(byte[] wasm) {
    try {
      Handover made = new Handover(null);
      Engine.compiler(Parser.parse(wasm)).withCache(made).compile();
      return Objects.requireNonNull(made.code(), "the engine compiled a module and kept the code");
    } catch (ChicoryException fault) {
      throw new SkillHostException("module: the engine refuses it: " + fault.getMessage(), fault);
    }
  }

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
}
