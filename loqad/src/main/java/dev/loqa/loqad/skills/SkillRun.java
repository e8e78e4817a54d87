package dev.loqa.loqad.skills;

import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.Receipt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one skill call ended, in words and proofs.
///
/// @param words what the person is told; made from verified receipts when there were effects
/// @param own whether the words, or the question, are the skill's own, which prove nothing
/// @param ask a question back, and the slot that its answer fills
/// @param error what the operator reads when it did not end well
public record SkillRun(
    InvocationId id,
    String skill,
    @Nullable String intent,
    List<Receipt> receipts,
    String words,
    boolean own,
    @Nullable Ask ask,
    @Nullable String error,
    List<Map<String, Object>> cards) {
  public SkillRun {
    receipts = List.copyOf(receipts);
    cards = List.copyOf(cards);
  }

  /// A question of the skill.
  public record Ask(String question, @Nullable String slot) {}

  /// Whether it ended well.
  public boolean ok() {
    return error == null;
  }
}
