package dev.loqa.protocol;

/// One utterance and everything done because of it.
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]`
public record TurnId(String value) {
  public TurnId {
    Ids.check("turn_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
