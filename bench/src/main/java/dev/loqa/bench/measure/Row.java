package dev.loqa.bench.measure;

import java.util.List;

/// One subject of the table. Measures on the calling thread and cleans up after itself.
@FunctionalInterface
public interface Row {
  /// Measures and gives one or more lines.
  List<Line> measure(Size size) throws Exception;
}
