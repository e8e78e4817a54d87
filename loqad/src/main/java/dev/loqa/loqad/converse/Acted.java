package dev.loqa.loqad.converse;

import dev.loqa.loqad.route.Pending;
import dev.loqa.protocol.Receipt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came of carrying a decision out: the words to say and the proofs behind them.
///
/// @param source the skill whose own words are among the reply; none: the words are Loqa's, over
///   verified receipts where something was done
/// @param pending what the conversation waits for from now on
record Acted(
    @Nullable String intent,
    @Nullable String skill,
    Map<String, Object> slots,
    String reply,
    @Nullable String source,
    List<Receipt> receipts,
    @Nullable Pending pending,
    double skillMs,
    double modelMs) {
  static Acted words(String reply, @Nullable Pending pending) {
    return new Acted(null, null, Map.of(), reply, null, List.of(), pending, 0, 0);
  }

  static Acted model(String reply, double ms) {
    return new Acted(null, null, Map.of(), reply, null, List.of(), null, 0, ms);
  }
}
