package dev.loqa.skillhost;

import dev.loqa.protocol.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes verified receipts out of what a skill claims and what the committer saw happen.
public final class Receipts {
  /// The result of a receipt whose effect did not happen, or that stands on none.
  public static final String FAILED = "failed";

  private Receipts() {}

  /// One receipt for each claim, in the claims' order: [Receipt#DONE] if its effect succeeded, else
  /// [#FAILED]. An effect that is not in `results` counts as not succeeded, except a web call that
  /// [Trail#done] shows to have been answered with 2xx.
  public static List<Receipt> settle(Outcome.Completed completed, List<EffectResult> results) {
    Map<Integer, Boolean> succeeded = new HashMap<>();
    for (Effect effect : completed.trail().done()) {
      succeeded.put(
          effect.number(),
          switch (effect) {
            case Effect.Http http -> http.status() >= 200 && http.status() < 300;
            case Effect.Publish _ -> true;
            case Effect.KvPut _, Effect.KvDelete _, Effect.TimerSet _, Effect.TimerCancel _ ->
                false;
          });
    }
    for (EffectResult result : results) {
      succeeded.merge(result.number(), result.succeeded(), Boolean::logicalAnd);
    }
    List<Receipt> receipts = new ArrayList<>();
    for (ClaimedReceipt claim : completed.reply().receipts()) {
      boolean done = succeeded.getOrDefault(claim.effect(), false);
      receipts.add(new Receipt(claim.action(), claim.target(), done ? Receipt.DONE : FAILED));
    }
    return List.copyOf(receipts);
  }
}
