package dev.loqa.edge.llm;

import dev.loqa.base.life.Part;
import dev.loqa.protocol.NluRequest;

/// An engine that answers a prompt.
///
/// Threads: [#answer] is called by several threads at once. It blocks, and ends soon after its
/// thread is interrupted, which is how a deadline and a cancel reach it.
public interface LanguageModel extends Part {
  /// The engine's name, for logs and the registry of capabilities.
  String name();

  /// Whether there is a model at all. Without one the answer says so instead of inventing
  /// something.
  boolean configured();

  /// Answers, giving pieces to `partials` as they come.
  ///
  /// @throws LlmException when the engine failed
  /// @throws InterruptedException when its thread was interrupted
  ModelAnswer answer(NluRequest request, Partials partials) throws InterruptedException;

  /// Takes the pieces of an answer.
  @FunctionalInterface
  interface Partials {
    void piece(String content);
  }
}
