package dev.loqa.skills.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skill.json.Json;
import dev.loqa.skill.test.SkillCase;
import dev.loqa.skill.test.TestHost;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ListsSkillTest {
  @TestFactory
  Stream<DynamicTest> doesWhatItsCasesSay() {
    return SkillCase.read(Path.of("tests")).stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.name(),
                () -> {
                  TestHost host = c.prepare(new TestHost(new ListsSkill()));

                  assertThat(c.problems(host.run(c.envelope()))).isEmpty();
                }));
  }

  @Test
  void remembersSeveralListsFromTurnToTurn() {
    TestHost host = new TestHost(new ListsSkill());
    host.run(intent("add", "{\"items\": \"milk and eggs\", \"list\": \"shopping\"}"));
    host.run(intent("create", "{\"list\": \"Camping\"}"));
    host.run(intent("add", "{\"items\": \"the tent\", \"list\": \"camping\"}"));
    host.run(intent("remove", "{\"items\": \"egg\", \"list\": \"shopping\"}"));

    assertThat(said(host, "read", "{\"list\": \"shopping\"}"))
        .isEqualTo("On your shopping list: milk.");
    assertThat(said(host, "read", "{\"list\": \"camping list\"}"))
        .isEqualTo("On your camping list: tent.");
  }

  @Test
  void takesNoMoreThanAListHolds() {
    TestHost host = new TestHost(new ListsSkill());
    for (int i = 0; i < ListBook.MOST_ITEMS; i++) {
      host.run(intent("add", "{\"items\": \"thing " + i + "\"}"));
    }

    assertThat(said(host, "add", "{\"items\": \"one too many\"}"))
        .isEqualTo("Your shopping list has no more room: 200 things at most.");
  }

  private static String said(TestHost host, String verb, String slots) {
    return host.run(intent(verb, slots)).reply().at("say").text("");
  }

  private static Json intent(String verb, String slots) {
    return Json.object()
        .with("type", "intent")
        .with("intent", "lists." + verb)
        .with("slots", Json.parse(slots))
        .with("language", "en")
        .with("now", "2026-11-21T09:30:00Z");
  }
}
