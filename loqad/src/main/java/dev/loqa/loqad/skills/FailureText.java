package dev.loqa.loqad.skills;

import dev.loqa.skillhost.Outcome;

/// What the operator reads about a call that did not end well.
public final class FailureText {
  private static final int MOST = 300;

  private FailureText() {}

  /// In few words, at most 300 characters.
  public static String of(Outcome outcome) {
    String text =
        switch (outcome) {
          case Outcome.Completed _ -> "completed";
          case Outcome.Denied denied -> "denied: " + denied.reason();
          case Outcome.TimedOut late -> "timed out after " + late.limit().toMillis() + " ms";
          case Outcome.Trapped trapped -> "trapped (" + trapped.trap() + "): " + trapped.reason();
          case Outcome.Failed failed -> "failed: " + failed.reason();
        };
    return text.length() > MOST ? text.substring(0, MOST) : text;
  }
}
