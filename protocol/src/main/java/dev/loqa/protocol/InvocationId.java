package dev.loqa.protocol;

/// One run of a skill.
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]`
public record InvocationId(String value) {
  public InvocationId {
    Ids.check("invocation_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
