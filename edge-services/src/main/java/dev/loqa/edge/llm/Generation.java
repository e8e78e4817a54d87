package dev.loqa.edge.llm;

import dev.loqa.protocol.NluRequest;
import java.util.List;
import java.util.function.BiConsumer;

/// Has one prompt answered by the model that fits its tier, and by the next lower one when that
/// fails before its first word. Thread-safe.
final class Generation {
  private final LanguageModel model;
  private final LlmConfig config;
  private final Tiers tiers;

  Generation(LanguageModel model, LlmConfig config) {
    this.model = model;
    this.config = config;
    this.tiers = new Tiers(config.models());
  }

  /// @param degraded hears why another model answers, and which
  ModelAnswer run(NluRequest request, SpokenAnswer spoken, BiConsumer<String, String> degraded)
      throws InterruptedException {
    Tier wanted = Tier.of(request.tier()).orElse(config.tier());
    Tiers.Ranking ranking = tiers.ranking(wanted, System.nanoTime());
    List<Tiers.Choice> choices =
        ranking.choices().isEmpty() ? List.of(new Tiers.Choice(wanted, "")) : ranking.choices();
    if (!ranking.why().isEmpty()) {
      degraded.accept(ranking.why(), instead(choices.getFirst()));
    }
    for (int i = 0; ; i++) {
      Attempt attempt = new Attempt(choices.get(i).model(), spoken);
      try {
        ModelAnswer answer = model.answer(Chats.of(request, attempt.name, config), attempt::piece);
        attempt.end();
        return answer;
      } catch (LlmException e) {
        attempt.failed();
        if (attempt.begun || i + 1 == choices.size()) {
          throw e;
        }
        degraded.accept(String.valueOf(e.getMessage()), instead(choices.get(i + 1)));
      }
    }
  }

  private static String instead(Tiers.Choice choice) {
    return "%s answers (%s)".formatted(choice.model(), choice.tier().word());
  }

  /// One model at one prompt.
  private final class Attempt {
    private final String name;
    private final SpokenAnswer spoken;
    private final long startNanos = System.nanoTime();
    private boolean begun;

    private Attempt(String name, SpokenAnswer spoken) {
      this.name = name;
      this.spoken = spoken;
    }

    private boolean piece(String content) {
      if (!begun) {
        begun = true;
        took();
      }
      return spoken.piece(content);
    }

    private void end() {
      if (!begun) {
        took();
      }
      spoken.end();
    }

    /// A model that gives nothing is as late as its failure.
    private void failed() {
      if (!begun) {
        long now = System.nanoTime();
        tiers.took(name, Math.max(now - startNanos, Tier.RICH.budget().toNanos() * 2), now);
      }
    }

    private void took() {
      long now = System.nanoTime();
      tiers.took(name, now - startNanos, now);
    }
  }
}
