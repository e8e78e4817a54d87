package dev.loqa.loqad.install;

import dev.loqa.loqad.store.StateChange;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// On what terms a version is installed.
///
/// @param consent the digest of the plan that was agreed to; none: none was given
/// @param yes whether a plain yes was given, to a skill that asks for nothing unusual
/// @param by who wants it
/// @param compiling how long its module may take to be compiled
/// @param along commits together with the version
record Terms(
    @Nullable String consent, boolean yes, String by, Duration compiling, List<StateChange> along) {
  /// Somebody waits for the answer.
  private static final Duration ASKED = Duration.ofSeconds(45);

  /// Nobody does, and the machine has much else to do while Loqa starts.
  private static final Duration AT_THE_START = Duration.ofMinutes(6);

  static Terms owner(@Nullable String consent, boolean yes, String by) {
    return new Terms(consent, yes, by, ASKED, List.of());
  }

  static Terms came(String consent, String by, StateChange remembered) {
    return new Terms(consent, false, by, AT_THE_START, List.of(remembered));
  }
}
