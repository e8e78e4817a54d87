package dev.loqa.base.process;

import dev.loqa.base.life.Part;
import dev.loqa.base.process.LineHandler.Stream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One program we started, which cannot outlive us (see [Tether]). Its output is drained to the
/// spec's line handler by two named threads that end with it. All methods may be called by any
/// thread.
public final class Child implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Child.class);
  private static final int MAX_LINE_BYTES = 8 * 1024;
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

  /// How many times longer than usual a child may take to end: one whose start is recorded for a
  /// start-up cache writes that down when it ends. The launcher says so.
  private static final int PATIENCE = Integer.getInteger("loqa.child.patience", 1);

  private final ChildSpec spec;
  private final Process process;
  private final Thread stdout;
  private final Thread stderr;

  private Child(ChildSpec spec, Process process) {
    this.spec = spec;
    this.process = process;
    this.stdout = drain(Stream.STDOUT, process.getInputStream());
    this.stderr = drain(Stream.STDERR, process.getErrorStream());
  }

  /// Starts the program; a [ProcessException] says why it cannot be.
  public static Child start(ChildSpec spec) {
    return start(spec, Tether.forThisMachine());
  }

  static Child start(ChildSpec spec, Tether tether) {
    ProcessBuilder builder =
        new ProcessBuilder(spec.command()).directory(spec.directory().toFile());
    if (!spec.inherits()) {
      builder.environment().clear();
    }
    builder.environment().putAll(spec.environment());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return new Child(spec, tether.start(builder));
  }

  public String name() {
    return spec.name();
  }

  /// The process to look at in `ps`; behind a [Tether.StdinPipe] it is the watching shell.
  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /// The exit code once it ended and its output was read, or empty when the deadline comes first.
  public OptionalInt waitFor(Duration deadline) throws InterruptedException {
    if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
      return OptionalInt.empty();
    }
    // A grandchild may hold the pipe open: the lines are then cut off, the exit code is not.
    stdout.join(Duration.ofSeconds(1));
    stderr.join(Duration.ofSeconds(1));
    return OptionalInt.of(process.exitValue());
  }

  /// SIGTERM, then SIGKILL when the grace is over; returns the exit code. Repeatable.
  public int stop(Duration grace) {
    // Not Process.destroy(): that closes the pipes and loses the last lines.
    process.toHandle().destroy();
    try {
      OptionalInt code = waitFor(grace.multipliedBy(PATIENCE));
      if (code.isPresent()) {
        return code.getAsInt();
      }
      LOG.atWarn()
          .addKeyValue("child", spec.name())
          .addKeyValue("pid", pid())
          .log("child ignored SIGTERM, killing it");
      kill();
      return waitFor(Duration.ofSeconds(10))
          .orElseThrow(() ->
              new ProcessException(
                  spec.name() + " (pid " + pid() + ") survived SIGKILL: look for a hung disk"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      return -1;
    }
  }

  /// SIGKILL at once, the watched program and other descendants first; returns when those are gone.
  public void kill() {
    List<ProcessHandle> family = process.descendants().toList();
    family.forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
    for (ProcessHandle member : family) {
      try {
        member.onExit().get(500, TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        // Dead but not yet collected by its new parent, usually.
        LOG.atDebug().addKeyValue("pid", member.pid()).log("a descendant is still listed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    stop(DEFAULT_GRACE);
  }

  private Thread drain(Stream stream, InputStream in) {
    String name = spec.name() + "-" + (stream == Stream.STDOUT ? "stdout" : "stderr");
    return Thread.ofPlatform().name(name).daemon().start(() -> readLines(stream, in));
  }

  private void readLines(Stream stream, InputStream in) {
    byte[] line = new byte[MAX_LINE_BYTES];
    int length = 0;
    try (in) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          hand(stream, line, length);
          length = 0;
        } else if (length < MAX_LINE_BYTES) {
          line[length++] = (byte) b;
        }
      }
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("child", spec.name()).log("output of a child ended abruptly", e);
    }
    if (length > 0) {
      hand(stream, line, length);
    }
  }

  private void hand(Stream stream, byte[] line, int length) {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    try {
      spec.lines().line(stream, new String(line, 0, end, StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      // The pipe must go on being read, else the child blocks on its next line.
      LOG.atWarn().addKeyValue("child", spec.name()).log("line handler failed", e);
    }
  }
}
