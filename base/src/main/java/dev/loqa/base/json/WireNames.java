package dev.loqa.base.json;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;

/// Component names on the wire: snake case, and `isFinal` is `final`, which Java keeps for itself.
final class WireNames extends PropertyNamingStrategies.NamingBase {
  private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
      new PropertyNamingStrategies.SnakeCaseStrategy();
  private static final long serialVersionUID = 1L;

  @Override
  public String translate(String name) {
    String snake = SNAKE.translate(name);
    return snake.startsWith("is_") ? snake.substring(3) : snake;
  }
}
