package dev.loqa.loqad.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Which tools a model is offered in a house with more of them than it can choose among.
class ModelToolsTest {
  private static final int MOST = 64;
  private static final RouteContext MANY = house(200);

  @Test
  void aHouseWithFewIsOfferedWhole() {
    assertThat(names(house(MOST - 1), "who was ada")).hasSize(MOST).contains("zoo_feed");
  }

  @Test
  void whatWasSaidDecidesWhichOfManyAreOffered() {
    assertThat(names(MANY, "could somebody feed my giraffes")).hasSize(MOST).contains("zoo_feed");
    assertThat(names(MANY, "who was ada")).hasSize(MOST).doesNotContain("zoo_feed");
    assertThat(names(MANY, "the machine number i170")).contains("skill_i170");
  }

  @Test
  void theOrderIsOneAndWordsAboutNothingHereChangeNothing() {
    List<String> usual = names(MANY, "who was ada");

    assertThat(usual).isSorted();
    assertThat(names(MANY, "what is the capital of france")).isEqualTo(usual);
    List<String> about = names(MANY, "feed the giraffe");
    assertThat(about).isSorted().isEqualTo(names(MANY, "feed the giraffe"));
    assertThat(about.subList(0, MOST - 1)).isEqualTo(usual.subList(0, MOST - 1));
  }

  @Test
  void aToolThatWasNotOfferedThisTimeIsStillTheOneOfItsSkill() {
    assertThat(ModelTools.intent("zoo_feed", MANY)).isPresent();
    assertThat(ModelTools.intent("zoo_close", MANY)).isEmpty();
  }

  private static List<String> names(RouteContext context, String said) {
    return ModelTools.of(context, said).stream()
        .map(tool ->
            String.valueOf(((Map<?, ?>) tool.getOrDefault("function", Map.of())).get("name")))
        .toList();
  }

  private static RouteContext house(int others) {
    List<IntentSpec> intents = new ArrayList<>();
    for (int i = 0; i < others; i++) {
      String id = "i%03d".formatted(i);
      intents.add(new IntentSpec("skill." + id, List.of("start the machine " + id), Map.of()));
    }
    intents.add(new IntentSpec("zoo.feed", List.of("feed the (giraffe|lion)"), Map.of()));
    Lexicon lexicon = Lexicon.english(intents, Map.of());
    return new RouteContext(
        Matcher.compile(lexicon),
        intents.stream().collect(Collectors.toMap(IntentSpec::id, Function.identity())),
        CallRisks.byIntent(Map.of()),
        PinState.READY,
        null,
        true,
        List.of());
  }
}
