package dev.loqa.skill.json;

/// A text is no JSON; the message says where.
public final class JsonSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JsonSyntaxException(String message) {
    super(message);
  }
}
