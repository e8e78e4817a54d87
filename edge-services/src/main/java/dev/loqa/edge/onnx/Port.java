package dev.loqa.edge.onnx;

import java.util.Locale;

/// One input or output of a graph, as the file declares it.
///
/// @param rank how many dimensions it has; 0 is a scalar
public record Port(String name, Element element, int rank) {
  /// What a tensor consists of, as far as the engines here use it.
  public enum Element {
    FLOAT,
    INT32,
    INT64,
    OTHER
  }

  @Override
  public String toString() {
    return "%s (%s, rank %d)".formatted(name, element.name().toLowerCase(Locale.ROOT), rank);
  }
}
