package dev.loqa.protocol;

/// A conversation: it spans turns until it ends or is silent for long.
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]`
public record SessionId(String value) {
  public SessionId {
    Ids.check("session_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
