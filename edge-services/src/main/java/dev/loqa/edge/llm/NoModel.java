package dev.loqa.edge.llm;

import java.time.Duration;

/// Stands where no model is configured: it answers from a template and says so. It never guesses.
public final class NoModel implements LanguageModel {
  private static final String ANSWER =
      "I only know my skills' commands: no language model is set up. Ask what you can say.";

  @Override
  public String name() {
    return "none";
  }

  @Override
  public boolean configured() {
    return false;
  }

  @Override
  public ModelAnswer answer(Chat chat, Pieces pieces) {
    pieces.piece(ANSWER);
    return ModelAnswer.TEXT;
  }

  @Override
  public void load(String model, Duration within) {
    // There is none.
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
