package dev.loqa.skillhost.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseReaderTest {
  private static CaseReader.Cases read(String text) {
    return CaseReader.read("tests/a.json", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(String text) {
    return read(text).problems().stream().map(Object::toString).toList();
  }

  @Test
  void readsACaseWithItsLineAndItsDefaults() {
    CaseReader.Cases read =
        read(
            """
            [
              {"name": "first", "event": {"intent": "t.run"}, "expect": {}},
              {"name": "second", "say": "hello",
               "given": {"kv": {"a": [1, null]}, "timers": [{"id": "b", "in_s": 60}, {"id": "a", "in_s": 5}]},
               "expect": {"reply": "Hello."}}
            ]
            """);

    assertThat(read.problems()).isEmpty();
    SkillCase second = read.cases().getLast();
    assertThat(second.place()).isEqualTo("tests/a.json:3");
    assertThat(second.say()).isEqualTo("hello");
    assertThat(second.expect()).isEqualTo(Map.of("reply", "Hello."));
    assertThat(second.given().language()).isEqualTo("en");
    assertThat(second.given().now()).isEqualTo(OffsetDateTime.parse("2026-11-21T09:30:00+01:00"));
    assertThat(second.given().timers())
        .extracting(timer -> timer.id() + " " + timer.due())
        .containsExactly("a 2026-11-21T08:30:05Z", "b 2026-11-21T08:31:00Z");
  }

  @Test
  void findsEverythingThatIsWrongInOneGo() {
    assertThat(
            problems(
                """
                [
                  {"nam": "x", "say": "a", "expect": {"replly": "b"}},
                  {"name": "y", "expect": {"receipts": ["a"], "kv": 3}},
                  {"name": "z", "event": {"intnt": "t"}, "given": {"now": "noon",
                    "cleared": "yes", "timers": [{"id": "t"}], "http": [{"status": 200}]},
                    "expect": {}},
                  {"name": "w", "say": "a"}
                ]
                """))
        .containsExactlyInAnyOrder(
            "tests/a.json:2: case 1.nam: is unknown: did you mean \"name\"?",
            "tests/a.json:2: case 1.name: is missing: say in a few words what the case shows",
            "tests/a.json:2: case 1.expect.replly: is unknown: did you mean \"reply\"?",
            "tests/a.json:3: case 2.say: is missing: give the sentence that is said, or an event",
            "tests/a.json:3: case 2.expect.receipts: has something else than pairs: write [\"action\", \"target\"] for each",
            "tests/a.json:3: case 2.expect.kv: is no object: write { ... }",
            "tests/a.json:4: case 3.event.intnt: is unknown: did you mean \"intent\"?",
            "tests/a.json:4: case 3.given.now: is \"noon\": give a time like 2026-11-21T09:30:00+01:00",
            "tests/a.json:5: case 3.given.cleared: is \"yes\": write none, confirm or pin",
            "tests/a.json:5: case 3.given.timers[0].due: is missing: give in_s, the seconds from now, or due, a time",
            "tests/a.json:5: case 3.given.http[0].url: is missing: give the whole address that the skill calls",
            "tests/a.json:7: case 4.expect: is missing: say what must come of it");
  }

  @Test
  void saysWhereTheJsonBreaksOff() {
    assertThat(problems("[\n {\"name\": \n }]"))
        .singleElement()
        .asString()
        .startsWith("tests/a.json:3: the JSON: ");
    assertThat(problems("{\"name\": \"x\"}"))
        .singleElement()
        .asString()
        .startsWith("tests/a.json:1: the JSON: ");
    assertThat(problems("[3, null]")).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void refusesAHugeFile() {
    assertThat(problems("[" + " ".repeat(CaseReader.MOST_BYTES) + "]"))
        .containsExactly("tests/a.json:1: the file: has more than 1048576 bytes: split it");
  }

  @Test
  void aFolderThatIsNotThereHasNoCases() {
    assertThat(CaseReader.read(Path.of("nowhere/tests")))
        .isEqualTo(new CaseReader.Cases(List.of(), List.of()));
  }
}
