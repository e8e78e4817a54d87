package dev.loqa.skillhost.record;

import dev.loqa.skillhost.Outcome;

/// How an invocation ended, in a word and the host's reason.
///
/// @param kind `completed`, `denied`, `timed_out`, `trapped` or `failed`
/// @param detail the reason; empty when it completed
public record RecordedEnd(String kind, String detail) {
  static final String TIMED_OUT = "timed_out";

  static RecordedEnd of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> new RecordedEnd("completed", "");
      case Outcome.Denied denied -> new RecordedEnd("denied", denied.reason());
      // How long it really took differs from run to run and is no difference.
      case Outcome.TimedOut _ -> new RecordedEnd(TIMED_OUT, "it ran into its deadline");
      case Outcome.Trapped trapped ->
          new RecordedEnd("trapped", trapped.trap() + ": " + trapped.reason());
      case Outcome.Failed failed -> new RecordedEnd("failed", failed.reason());
    };
  }

  /// The end as a sentence's end.
  public String shown() {
    return detail.isEmpty() ? kind : kind + ": " + detail;
  }
}
