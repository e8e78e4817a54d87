package dev.loqa.loqad;

import dev.loqa.loqad.converse.Nodes;
import dev.loqa.loqad.nodes.NodeRegistry;
import dev.loqa.loqad.nodes.Placements;

/// The nodes of a stage as turns see them: who is there, and who is asked first.
final class StageNodes {
  private StageNodes() {}

  /// Those that think. One that says it has no model is not worth the question.
  static Nodes models(NodeRegistry nodes, Placements placements) {
    return new Nodes(
        () -> nodes.present("llm") && !nodes.offers("llm.engine.none"),
        () -> nodes.present("llm"),
        () -> nodes.departures("llm"),
        wanted -> placements.of("llm", wanted));
  }

  /// Those that speak. One that has just ended is being started again, and is waited for.
  static Nodes voices(NodeRegistry nodes, Placements placements) {
    return new Nodes(
        () -> nodes.lately("tts"),
        () -> nodes.present("tts"),
        () -> nodes.departures("tts"),
        wanted -> placements.of("tts", wanted));
  }
}
