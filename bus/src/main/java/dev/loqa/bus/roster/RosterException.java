package dev.loqa.bus.roster;

/// A node cannot be let in, put out or renewed; the message names the node, the fault and the way
/// out.
public class RosterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RosterException(String message) {
    super(message);
  }

  public RosterException(String message, Throwable cause) {
    super(message, cause);
  }

  /// The house has decided otherwise about this node before.
  public static final class Conflict extends RosterException {
    private static final long serialVersionUID = 1L;

    public Conflict(String message) {
      super(message);
    }
  }
}
