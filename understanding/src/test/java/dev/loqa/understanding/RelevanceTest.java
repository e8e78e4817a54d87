package dev.loqa.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelevanceTest {
  private static final Map<String, List<ListValue>> LISTS =
      Map.of("rooms", List.of(ListValue.of("(hall|corridor)"), ListValue.of("winter garden")));

  @Test
  void findsIntentsByTheWordsOfTheirSentencesListsRulesAndIds() {
    Relevance relevance =
        relevance(
            intent("lamps.on", "(light|illuminate) [the] {rooms}"),
            intent("bath.fill", "<please> draw water"),
            intent("sauna.heat", "make it hot"));

    assertThat(best(relevance, "could you illuminate something")).containsExactly("lamps.on");
    assertThat(best(relevance, "what about the winter garden")).containsExactly("lamps.on");
    assertThat(best(relevance, "kindly do it")).contains("bath.fill");
    assertThat(best(relevance, "how expensive are saunas")).containsExactly("sauna.heat");
    assertThat(best(relevance, "who was ada lovelace")).isEmpty();
    assertThat(best(relevance, "")).isEmpty();
  }

  @Test
  void anEndingDoesNotHideAWordAndAnotherWordIsNotTakenForIt() {
    Relevance relevance = relevance(intent("a.on", "light the lamp"), intent("b.go", "walk on"));

    assertThat(best(relevance, "lamps and lighting")).containsExactly("a.on");
    assertThat(best(relevance, "walking")).containsExactly("b.go");
    assertThat(best(relevance, "lam")).isEmpty();
    assertThat(best(relevance, "lampooned")).isEmpty();
  }

  @Test
  void aRareWordSaysMoreThanACommonOneAndOneThatAllHaveNothing() {
    List<IntentSpec> intents = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String shared = i < 8 ? "shared " : "";
      intents.add(
          intent(
              "s.i" + i, "please " + shared + "word" + "abcdefghijklmnopqrstuvwxyzABCD".charAt(i)));
    }
    intents.add(intent("rare.one", "please whistle"));
    Relevance relevance = relevance(intents.toArray(IntentSpec[]::new));

    assertThat(best(relevance, "please")).isEmpty();
    assertThat(relevance.to("please shared whistle").get("rare.one"))
        .isGreaterThan(relevance.to("please shared whistle").getOrDefault("s.i0", 9.0));
    assertThat(best(relevance, "shared")).hasSize(8);
  }

  @Test
  void takesAnyText() {
    Relevance relevance = relevance(intent("a.on", "light the lamp"));

    assertThat(best(relevance, "lamp " + "x".repeat(100_000))).containsExactly("a.on");
    assertThat(best(relevance, "\uD800 \u0000 %%% 5")).isEmpty();
  }

  private static Set<String> best(Relevance relevance, String text) {
    return relevance.to(text).keySet();
  }

  private static IntentSpec intent(String id, String sentence) {
    return new IntentSpec(id, List.of(sentence), Map.of());
  }

  private static Relevance relevance(IntentSpec... intents) {
    return Matcher.compile(
            new Lexicon(
                "en", List.of(intents), LISTS, Map.of(), Map.of("please", "(please|kindly)")))
        .relevance();
  }
}
