package dev.loqa.skillhost;

import dev.loqa.protocol.InvocationId;
import java.time.Duration;
import java.util.List;

/// How one skill call ended. Only [Completed] has anything to commit; after every other end the
/// buffered effects are gone.
public sealed interface Outcome {
  InvocationId invocation();

  /// What it used, and what it did that cannot be taken back.
  Trail trail();

  /// The guest returned 0.
  ///
  /// @param reply what it answered; [Reply#NONE] if nothing
  /// @param effects to be committed together, in this order
  record Completed(InvocationId invocation, Reply reply, List<Effect> effects, Trail trail)
      implements Outcome {
    public Completed {
      effects = List.copyOf(effects);
    }
  }

  /// It did not run: the host refused.
  record Denied(InvocationId invocation, String reason, Trail trail) implements Outcome {}

  /// It ran into its deadline and was stopped.
  record TimedOut(InvocationId invocation, Duration limit, Trail trail) implements Outcome {}

  /// It broke a rule of the sandbox.
  record Trapped(InvocationId invocation, Trap trap, String reason, Trail trail)
      implements Outcome {}

  /// It ended by itself without success, or could not be started.
  record Failed(InvocationId invocation, String reason, Trail trail) implements Outcome {}

  /// Why a sandbox stopped a guest.
  enum Trap {
    /// The engine's own: unreachable, division by zero, out of bounds, bad indirect call.
    CODE,
    /// A pointer or length given to the host lies outside the guest's memory.
    POINTER,
    /// Its stack is used up.
    STACK,
    /// Its share of the host's memory is used up.
    MEMORY,
    /// It called `reply` twice, or `env.abort`, or broke another rule of the interface.
    PROTOCOL
  }
}
