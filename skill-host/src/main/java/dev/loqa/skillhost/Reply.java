package dev.loqa.skillhost;

import dev.loqa.protocol.JsonValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a skill answered.
///
/// @param say its own words; spoken only in a turn without effects
/// @param ask a question back to the person
/// @param cards for displays, as plain maps
/// @param receipts what it claims to have done
/// @param values facts for the response template (`{{ duration }}`), beyond the slots
public record Reply(
    @Nullable String say,
    @Nullable String ask,
    List<Map<String, Object>> cards,
    List<ClaimedReceipt> receipts,
    Map<String, Object> values) {

  /// No answer at all.
  public static final Reply NONE = new Reply(null, null, List.of(), List.of(), Map.of());

  public Reply {
    cards = cards.stream().map(JsonValues::copy).toList();
    receipts = List.copyOf(receipts);
    values = JsonValues.copy(values);
  }
}
