package dev.loqa.protocol;

/// One event of the store, unique in the whole house.
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]`
public record EventId(String value) {
  public EventId {
    Ids.check("event_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
