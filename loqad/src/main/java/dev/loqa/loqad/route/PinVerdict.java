package dev.loqa.loqad.route;

import java.util.Locale;

/// What became of the words that were said while a PIN was awaited. All that is ever known of them.
public enum PinVerdict {
  RIGHT,
  /// Another try is open.
  WRONG,
  /// No other try is open.
  WRONG_TOO_OFTEN,
  /// None is taken now.
  LOCKED,
  /// The person said no.
  DECLINED,
  /// No words were heard.
  UNHEARD,
  /// The time for an answer was over.
  LATE,
  /// The PIN was removed meanwhile.
  NOT_SET;

  /// As events have it: `wrong_too_often`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
