package dev.loqa.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A whole turn as every command prints it.
///
/// @param slots values the words gave, by slot name; durations in seconds
/// @param source the skill whose own words are among the reply; absent: Loqa answers for it
/// @param audioMs length of the spoken answer; 0 when nothing was spoken
public record TurnReport(
    SessionId session,
    TurnId turn,
    String transcript,
    @Nullable String language,
    @Nullable String intent,
    Map<String, Object> slots,
    @Nullable String skill,
    String reply,
    List<Receipt> receipts,
    double audioMs,
    Ledger ledger,
    @Nullable String traceId,
    @Nullable String source) {
  public TurnReport {
    slots = JsonValues.copy(slots);
    receipts = List.copyOf(receipts);
  }
}
