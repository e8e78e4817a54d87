package dev.loqa.edge.stt;

import java.util.List;

/// What an engine heard in one utterance.
///
/// @param text lower-case words, empty when nothing was understood
/// @param confidence from 0 to 1; comparable within one engine only
/// @param rejected there was sound, but it is no command: `text` is then the engine's best guess,
///   to be shown to nobody but a developer
/// @param alternatives other readings, best first, without `text`
public record Hypothesis(
    String text, double confidence, boolean rejected, List<String> alternatives) {
  /// Nothing was heard.
  public static final Hypothesis NOTHING = new Hypothesis("", 0, false, List.of());

  public Hypothesis {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new SttException("confidence is " + confidence + ": use a number from 0 to 1");
    }
    alternatives = List.copyOf(alternatives);
  }

  /// Whether these words may be acted on.
  public boolean accepted() {
    return !rejected && !text.isEmpty();
  }
}
