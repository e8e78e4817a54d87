package dev.loqa.bus;

/// The bus could not do what it was asked; the message names the subject or server, the fault and
/// the way out.
public class BusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BusException(String message) {
    super(message);
  }

  public BusException(String message, Throwable cause) {
    super(message, cause);
  }

  /// Nobody listens on the subject of a request.
  public static final class NoResponders extends BusException {
    private static final long serialVersionUID = 1L;

    public NoResponders(String message) {
      super(message);
    }
  }

  /// Somebody may listen, but no answer came in time.
  public static final class TimedOut extends BusException {
    private static final long serialVersionUID = 1L;

    public TimedOut(String message) {
      super(message);
    }
  }

  /// This identity may not do that.
  public static final class Denied extends BusException {
    private static final long serialVersionUID = 1L;

    public Denied(String message) {
      super(message);
    }
  }

  /// The bus is away, full or closed.
  public static final class Unavailable extends BusException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message) {
      super(message);
    }

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
