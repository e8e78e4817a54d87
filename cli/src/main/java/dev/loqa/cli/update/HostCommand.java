package dev.loqa.cli.update;

import dev.loqa.base.process.Child;
import dev.loqa.base.process.ChildSpec;
import dev.loqa.base.process.LineHandler;
import dev.loqa.base.process.ProcessException;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A program that is run to its end, with a deadline, and killed after it.
///
/// @param code its exit code
/// @param out the lines it printed
/// @param err the lines it complained with
record HostCommand(int code, List<String> out, List<String> err) {
  private static final int MOST_LINES = 2_000;

  /// Runs it.
  ///
  /// @param more environment beside our own
  /// @throws CliException when it cannot be started or does not end in time
  static HostCommand run(List<String> command, Map<String, String> more, Duration deadline) {
    String name = command.getFirst();
    List<String> out = Collections.synchronizedList(new ArrayList<>());
    List<String> err = Collections.synchronizedList(new ArrayList<>());
    LineHandler lines =
        (stream, line) -> {
          List<String> to = stream == LineHandler.Stream.STDOUT ? out : err;
          if (to.size() < MOST_LINES) {
            to.add(line);
          }
        };
    try (Child child = Child.start(ChildSpec.of(name, command, lines).withEnvironment(more))) {
      OptionalInt code = child.waitFor(deadline);
      if (code.isEmpty()) {
        child.kill();
        throw new CliException(
            Exit.FAILED, name + " did not end within " + deadline.toSeconds() + " s");
      }
      return new HostCommand(code.getAsInt(), List.copyOf(out), List.copyOf(err));
    } catch (ProcessException e) {
      throw new CliException(
          Exit.UNAVAILABLE, name + " cannot be started (" + e.getMessage() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(Exit.FAILED, "interrupted while " + name + " ran: run it again", e);
    }
  }

  /// The last thing it said, for messages.
  String lastWords() {
    List<String> said = err.isEmpty() ? out : err;
    return "exit code " + code + (said.isEmpty() ? "" : ": " + said.getLast());
  }
}
