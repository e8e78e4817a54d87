package dev.loqa.edge.satellite;

/// A turn that cannot even begin, or a sound device that cannot be used; names the thing, the fault
/// and the way out.
public final class SatelliteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SatelliteException(String message) {
    super(message);
  }

  public SatelliteException(String message, Throwable cause) {
    super(message, cause);
  }
}
