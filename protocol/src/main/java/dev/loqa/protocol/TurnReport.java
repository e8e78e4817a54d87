package dev.loqa.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A whole turn as every command prints it.
///
/// @param slots values the words gave, by slot name; durations in seconds
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
    @Nullable String traceId) {
  public TurnReport {
    slots = JsonValues.copy(slots);
    receipts = List.copyOf(receipts);
  }
}
