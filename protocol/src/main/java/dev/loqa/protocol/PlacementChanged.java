package dev.loqa.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who is asked first at each stage of a turn, said by loqad when it changes and again and again
/// for those who join later. Who knows none, or finds nobody of it, asks whoever is free.
///
/// @param stages node ids by `stt`, `tts` and `llm`, the best first
public record PlacementChanged(Map<String, List<NodeId>> stages) implements Message {
  public PlacementChanged {
    Map<String, List<NodeId>> copy = new LinkedHashMap<>();
    stages.forEach((stage, nodes) -> copy.put(stage, List.copyOf(nodes)));
    stages = Map.copyOf(copy);
  }
}
