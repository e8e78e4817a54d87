package dev.loqa.edge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TiersTest {
  private static final long MILLI = 1_000_000;
  private final Tiers tiers =
      new Tiers(Map.of(Tier.FAST, "small", Tier.BALANCED, "middle", Tier.RICH, "large"));

  @Test
  void theWantedTierAnswersAndLowerOnesStandBehindIt() {
    Tiers.Ranking ranking = tiers.ranking(Tier.RICH, 0);
    assertThat(models(ranking)).containsExactly("large", "middle", "small");
    assertThat(ranking.why()).isEmpty();
    assertThat(models(tiers.ranking(Tier.FAST, 0))).containsExactly("small");
  }

  @Test
  void aTierWithoutAModelTakesItsNeighbours() {
    Tiers one = new Tiers(Map.of(Tier.BALANCED, "middle"));
    for (Tier tier : Tier.values()) {
      assertThat(models(one.ranking(tier, 0))).containsExactly("middle");
    }
    assertThat(new Tiers(Map.of()).ranking(Tier.RICH, 0).choices()).isEmpty();
  }

  @Test
  void aModelThatIsKnownToBeTooLateLeavesItsPlaceToTheNextAndSaysSo() {
    tiers.took("large", 1_400 * MILLI, 0);
    tiers.took("middle", 300 * MILLI, 0);

    Tiers.Ranking ranking = tiers.ranking(Tier.RICH, 1);
    assertThat(models(ranking)).containsExactly("middle", "large", "small");
    assertThat(ranking.why())
        .isEqualTo("large took 1400 ms to its first word, rich allows 1000 ms");

    tiers.took("middle", 5_000 * MILLI, 0);
    assertThat(models(tiers.ranking(Tier.RICH, 1))).containsExactly("small", "large", "middle");
  }

  @Test
  void whereNobodyIsInTimeTheWantedOneAnswers() {
    for (String model : List.of("small", "middle", "large")) {
      tiers.took(model, 9_000 * MILLI, 0);
    }
    assertThat(tiers.ranking(Tier.RICH, 1).why()).isEmpty();
    assertThat(models(tiers.ranking(Tier.RICH, 1))).containsExactly("large", "middle", "small");
  }

  @Test
  void aMeasurementCountsForAMinute() {
    tiers.took("large", 1_400 * MILLI, 0);
    assertThat(models(tiers.ranking(Tier.RICH, Tiers.COUNTS_NANOS - 1)))
        .first()
        .isEqualTo("middle");
    assertThat(models(tiers.ranking(Tier.RICH, Tiers.COUNTS_NANOS))).first().isEqualTo("large");
  }

  private static List<String> models(Tiers.Ranking ranking) {
    return ranking.choices().stream().map(Tiers.Choice::model).toList();
  }
}
