package dev.loqa.protocol;

/// A process of the house as the bus knows it: `loqad`, `edge-stt`, ...
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]`
public record NodeId(String value) {
  public NodeId {
    Ids.check("node_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
