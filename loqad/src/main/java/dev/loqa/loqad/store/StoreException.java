package dev.loqa.loqad.store;

import org.jspecify.annotations.Nullable;

/// The store could not do what was asked; the message names thing, fault and way out, [#fault()]
/// says which kind.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The kinds of failure a caller may treat differently.
  public enum Fault {
    /// No room on the disk: nothing was written; the store recovers by itself.
    FULL,
    /// The file or its folder can not be written.
    READ_ONLY,
    /// The file's content is not what was written.
    DAMAGED,
    /// Another program holds the file.
    IN_USE,
    /// Queue or connections stayed busy beyond the deadline.
    BUSY,
    /// The request itself is wrong; asking again gives the same answer.
    REFUSED,
    /// A skill would keep more than it may; nothing of the request was written.
    QUOTA,
    /// The invocation has ended already, for instance because its skill was purged.
    ENDED,
    /// The lease that the caller relies on has gone to another owner.
    FENCED,
    /// The store is closed.
    CLOSED
  }

  private final Fault fault;

  StoreException(Fault fault, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  StoreException(Fault fault, String message) {
    this(fault, message, null);
  }

  public Fault fault() {
    return fault;
  }
}
