package dev.loqa.skillhost;

import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import org.jspecify.annotations.Nullable;

/// Who gets told what skills did. Called on guest threads, by several at once; must not block.
@FunctionalInterface
public interface Audit {
  void record(Entry entry);

  /// Nobody listens.
  Audit NOBODY = entry -> {};

  /// One thing worth keeping.
  sealed interface Entry {
    String skill();

    InvocationId invocation();
  }

  /// A call into the host that was refused.
  ///
  /// @param session the conversation that the call belongs to, none: it belongs to none
  /// @param call the import, for instance `publish`
  /// @param target what it named, shortened
  /// @param reason why, and what would allow it
  record DeniedCall(
      String skill,
      InvocationId invocation,
      @Nullable SessionId session,
      @Nullable TurnId turn,
      String call,
      String target,
      String reason)
      implements Entry {}

  /// A line of the guest's log, cleaned of control characters.
  ///
  /// @param level 0 debug, 1 info, 2 warning, 3 error
  record LogLine(String skill, InvocationId invocation, int level, String text) implements Entry {}

  /// The end of a call.
  record Ended(String skill, InvocationId invocation, Outcome outcome) implements Entry {}
}
