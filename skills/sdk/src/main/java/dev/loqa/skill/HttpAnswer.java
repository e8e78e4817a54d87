package dev.loqa.skill;

import org.jspecify.annotations.Nullable;

/// What a web server answered. `effect` is null for GET, which changes nothing.
public record HttpAnswer(int status, String body, @Nullable Effect effect) {
  public boolean ok() {
    return status >= 200 && status < 300;
  }
}
