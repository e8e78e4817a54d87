package dev.loqa.edge.llm;

import dev.loqa.base.life.Part;
import java.time.Duration;

/// An engine that continues a conversation.
///
/// Threads: [#answer] is called by several threads at once. It blocks, and ends soon after its
/// thread is interrupted, which is how a deadline and a cancel reach it; by then it has told its
/// server to stop.
public interface LanguageModel extends Part {
  /// The engine's name, for logs and the registry of capabilities.
  String name();

  /// Whether there is a model at all. Without one the answer says so instead of inventing
  /// something.
  boolean configured();

  /// Answers, giving the text to `pieces` as it comes.
  ///
  /// @throws LlmException when the engine failed; what was given to `pieces` stands
  /// @throws InterruptedException when its thread was interrupted
  ModelAnswer answer(Chat chat, Pieces pieces) throws InterruptedException;

  /// Has `model` loaded, so that the next answer need not wait for that.
  ///
  /// @param within how long it may take
  /// @throws LlmException when the engine failed or took longer
  /// @throws InterruptedException when its thread was interrupted
  void load(String model, Duration within) throws InterruptedException;

  /// Takes the text of an answer.
  @FunctionalInterface
  interface Pieces {
    /// Takes the next piece: a token or more, with its spaces; whether more is wanted. When not,
    /// the engine stops its server and returns.
    boolean piece(String content);
  }
}
