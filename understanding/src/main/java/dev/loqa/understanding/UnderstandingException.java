package dev.loqa.understanding;

import java.util.List;

/// A lexicon, a template or a reply that cannot be used. Lists every problem found, not the first.
public final class UnderstandingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public UnderstandingException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public UnderstandingException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = List.of(problem);
  }

  /// Each as thing, fault and way out.
  public List<String> problems() {
    return problems == null ? List.of() : problems;
  }
}
