package dev.loqa.skillhost.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.loqa.base.process.JavaProgram;
import dev.loqa.skillhost.SkillHostException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compiles in a process of its own, which can be killed: a module that never ends, or that wants
/// more memory than there is, ends that process and nothing else. The process is started for the
/// first module, serves those that follow, and is ended by [#idle]; the next module starts another
/// one. It has an empty environment, a bounded heap, and runs behind everything else on the
/// machine's processors. One thread compiles; [#close] may be called by any.
public final class CompilerProcess implements ModuleCompiler {
  private static final int HEAP_MIB = 384;
  private static final int LONGEST_CODE = 64 << 20;
  private static final int LONGEST_WORDS = 4_096;
  private static final Duration GONE = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int PATIENCE = 10;
  private static final int OUT_OF_MEMORY = 3; // -XX:+ExitOnOutOfMemoryError
  private static final Path NICE = Path.of("/usr/bin/nice");

  private final int heapMib;
  // Guarded by this.
  private @Nullable Process running;
  private boolean closed;

  public CompilerProcess() {
    this(HEAP_MIB);
  }

  /// @param heapMib the most memory a module may take to be compiled
  CompilerProcess(int heapMib) {
    this.heapMib = heapMib;
  }

  @Override
  public byte[] compile(byte[] wasm, Duration limit) {
    try {
      return ask(wasm, limit);
    } catch (Died killed) {
      // By somebody else, who may have meant it or have needed memory: once more, with a new one.
      try {
        return ask(wasm, limit);
      } catch (Died again) {
        throw new NotCompiledException(String.valueOf(again.getMessage()), again);
      }
    }
  }

  private byte[] ask(byte[] wasm, Duration limit) {
    Process process = process();
    Deadline deadline = new Deadline(process, limit);
    try {
      DataOutputStream out = new DataOutputStream(process.getOutputStream());
      out.writeInt(wasm.length);
      out.write(wasm);
      out.flush();
      return answer(new DataInputStream(process.getInputStream()));
    } catch (IOException gone) {
      throw why(process, deadline, limit, gone);
    } finally {
      deadline.over();
    }
  }

  private static byte[] answer(DataInputStream in) throws IOException {
    int kind = in.readByte();
    int length = in.readInt();
    if (length < 0 || length > (kind == CompilerMain.CODE ? LONGEST_CODE : LONGEST_WORDS)) {
      throw new IOException("an answer of " + length + " bytes");
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return switch (kind) {
      case CompilerMain.CODE -> body;
      case CompilerMain.REFUSED ->
          throw new SkillHostException(new String(body, StandardCharsets.UTF_8));
      case CompilerMain.EXHAUSTED -> throw ModuleCompiler.exhausted();
      default -> throw new IOException("an answer of kind " + kind);
    };
  }

  private RuntimeException why(
      Process process, Deadline deadline, Duration limit, IOException gone) {
    if (deadline.passed()) {
      return ModuleCompiler.late(limit);
    }
    synchronized (this) {
      if (closed) {
        return new SkillHostException(
            "module: compiling was interrupted: the host is closing", gone);
      }
    }
    int code = ended(process);
    return code == OUT_OF_MEMORY
        ? ModuleCompiler.exhausted()
        : new Died(
            "module: the process that compiles it ended with "
                + code
                + ": try again, and look at the machine's memory",
            gone);
  }

  /// The exit code: a process that closes its pipes is about to end, and one that is not is killed.
  private static int ended(Process process) {
    try {
      if (process.waitFor(GONE.toMillis(), MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return -1;
  }

  private synchronized Process process() {
    if (closed) {
      throw new SkillHostException("module: compiling was interrupted: the host is closing");
    }
    Process known = running;
    if (known != null && known.isAlive()) {
      return known;
    }
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().putAll(JavaProgram.ENVIRONMENT);
      Process started = builder.start();
      running = started;
      return started;
    } catch (IOException e) {
      throw new NotCompiledException(
          "module: the process that compiles it can't be started: " + e.getMessage(), e);
    }
  }

  /// This program's Java and class path, with less of everything.
  private List<String> command() {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "5"));
    }
    command.addAll(JavaProgram.command("loqad", CompilerMain.class.getName(), List.of()));
    command.addAll(
        command.size() - 1,
        List.of(
            "-XX:+UseSerialGC",
            // What Java says of itself goes to the standard output, where the answers go.
            "-Xlog:disable",
            "-Xms16m",
            "-Xmx" + heapMib + "m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError"));
    return command;
  }

  /// The process is ended; the next module starts another one.
  @Override
  public synchronized void idle() {
    Process known = running;
    running = null;
    if (known != null) {
      known.destroyForcibly();
    }
  }

  /// Whether a process runs now.
  synchronized boolean runs() {
    return running != null && running.isAlive();
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle();
  }

  /// The process ended, and neither we nor the module's size or time ended it.
  private static final class Died extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Died(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Kills the process when the module's time is over: the pipe to it then ends, which is what the
  /// compiling thread waits for. The limit is one of processor time, so that a busy machine makes
  /// no module too slow; ten times that may go by in all. One virtual thread, which ends with the
  /// module.
  private static final class Deadline {
    private final Thread watch;
    private volatile boolean passed;

    Deadline(Process process, Duration limit) {
      watch = Thread.ofVirtual().name("skill-compile-deadline").start(() -> watch(process, limit));
    }

    private void watch(Process process, Duration limit) {
      Duration used = processorTime(process);
      long end = System.nanoTime() + limit.multipliedBy(PATIENCE).toNanos();
      try {
        while (!process.waitFor(Math.min(LOOK.toMillis(), limit.toMillis()), MILLISECONDS)) {
          Duration since = processorTime(process).minus(used);
          if (since.compareTo(limit) > 0 || System.nanoTime() > end) {
            passed = true;
            process.destroyForcibly();
            return;
          }
        }
      } catch (InterruptedException inTime) {
        // The module is compiled: nobody waits for this thread's result.
      }
    }

    private static Duration processorTime(Process process) {
      return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    boolean passed() {
      return passed;
    }

    void over() {
      watch.interrupt();
    }
  }
}
