package dev.loqa.base.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/// How a child process is bound to our life: when we die, however abruptly, it gets SIGTERM.
///
/// Thread model: processes are started by one platform thread that never ends, because the kernel's
/// death signal fires when the *thread* that started the child ends. Callers may be any thread.
public sealed interface Tether {

  /// The kernel sends the signal (Linux with util-linux' setpriv). The child keeps its own pid and
  /// its standard input.
  record DeathSignal(Path setpriv) implements Tether {}

  /// A small shell waits for our end of its standard input to close, then ends the child (macOS and
  /// others). The pid is the shell's; it passes SIGTERM on. The child's own standard input is
  /// empty.
  record StdinPipe() implements Tether {}

  /// The better of the two that works here. Looked up once.
  static Tether forThisMachine() {
    return Chosen.TETHER;
  }

  /// Starts the builder's command tethered; redirects, environment and folder of the builder are
  /// kept, except that [StdinPipe] needs standard input for itself.
  default Process start(ProcessBuilder builder) {
    List<String> bare = builder.command();
    List<String> wrapped = new ArrayList<>();
    switch (this) {
      case DeathSignal(Path setpriv) ->
          wrapped.addAll(List.of(setpriv.toString(), "--pdeathsig", "TERM", "--"));
      case StdinPipe() -> {
        wrapped.addAll(List.of("/bin/sh", "-c", WATCHING_SHELL, "loqa-tether"));
        builder.redirectInput(ProcessBuilder.Redirect.PIPE);
      }
    }
    wrapped.addAll(bare);
    ProcessBuilder copy = builder.command(wrapped);
    try {
      return Spawner.start(copy);
    } catch (IOException e) {
      throw new ProcessException(
          bare.getFirst()
              + " does not start ("
              + e.getMessage()
              + "): check that it is installed and executable",
          e);
    } finally {
      builder.command(bare);
    }
  }

  /// File descriptor 3 is the lifeline: `read` ends when the parent, its only writer, is gone.
  String WATCHING_SHELL =
      """
      exec 3<&0
      child=; told=
      trap 'told=1; [ -z "$child" ] || kill -TERM $child 2>/dev/null' TERM INT HUP
      "$@" </dev/null 3<&- &
      child=$!
      [ -z "$told" ] || kill -TERM $child
      ( trap - TERM INT HUP; read -r line <&3; kill -TERM $child ) >/dev/null 2>&1 &
      watcher=$!
      exec 3<&-
      told=; wait $child; result=$?
      while [ -n "$told" ]; do told=; wait $child; again=$?; [ $again = 127 ] || result=$again; done
      kill $watcher 2>/dev/null
      exit $result
      """;

  /// Finds setpriv once; busybox' has no --pdeathsig, so it is tried, not only found.
  final class Chosen {
    static final Tether TETHER = choose();

    private Chosen() {}

    private static Tether choose() {
      String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
      for (String folder : path.split(File.pathSeparator, -1)) {
        Path setpriv = Path.of(folder, "setpriv");
        if (!folder.isEmpty() && Files.isExecutable(setpriv) && works(setpriv)) {
          return new DeathSignal(setpriv);
        }
      }
      return new StdinPipe();
    }

    private static boolean works(Path setpriv) {
      try {
        Process trial =
            new ProcessBuilder(setpriv.toString(), "--pdeathsig", "TERM", "--", "true")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!trial.waitFor(5, TimeUnit.SECONDS)) {
          trial.destroyForcibly();
          return false;
        }
        return trial.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /// The thread that starts every child. It has no end on purpose: its end would be the death
  /// signal of all children.
  final class Spawner {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final BlockingQueue<FutureTask<Process>> REQUESTS = new ArrayBlockingQueue<>(64);

    static {
      Thread.ofPlatform().name("loqa-spawner").daemon().start(Spawner::serve);
    }

    private Spawner() {}

    static Process start(ProcessBuilder builder) throws IOException {
      FutureTask<Process> task = new FutureTask<>(builder::start);
      try {
        if (!REQUESTS.offer(task, DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException("64 other programs are waiting to be started");
        }
        return task.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      } catch (TimeoutException e) {
        task.cancel(false);
        throw new IOException("not started within " + DEADLINE.toSeconds() + " s", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        task.cancel(false);
        throw new IOException("interrupted while starting", e);
      }
    }

    private static void serve() {
      while (true) {
        try {
          REQUESTS.take().run();
        } catch (InterruptedException e) {
          // Nobody owns this thread, so nobody can mean it: going on keeps the children alive.
          LoggerFactory.getLogger(Tether.class).debug("spawner was interrupted, going on");
        }
      }
    }
  }
}
