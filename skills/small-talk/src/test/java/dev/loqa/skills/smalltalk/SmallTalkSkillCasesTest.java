package dev.loqa.skills.smalltalk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skill.test.SkillCase;
import dev.loqa.skill.test.TestHost;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class SmallTalkSkillCasesTest {
  @TestFactory
  Stream<DynamicTest> doesWhatItsCasesSay() {
    return SkillCase.read(Path.of("tests")).stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.name(),
                () -> {
                  TestHost host = c.prepare(new TestHost(new SmallTalkSkill()));

                  assertThat(c.problems(host.run(c.envelope()))).isEmpty();
                }));
  }
}
