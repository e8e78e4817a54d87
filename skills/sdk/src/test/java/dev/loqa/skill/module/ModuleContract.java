package dev.loqa.skill.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skill.test.SkillCase;
import dev.loqa.skill.test.TestHost;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.manifest.Finding;
import dev.loqa.understanding.reply.ReplyRenderer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// What every skill of ours must do once it is a module: its cases in the real host, its sentences
/// beside those of all other skills, its responses in the real renderer. Run from the skill's
/// folder, after its module was built.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ModuleContract {
  private static final long MOST_BYTES = 250_000;

  private final List<SkillCase> cases = SkillCase.read(Path.of("tests"));
  private ModuleHost host;
  private Sentences sentences;
  private Spoken spoken;

  @SuppressWarnings("NullAway.Init") // JUnit calls start before anything else
  protected ModuleContract() {}

  @BeforeAll
  void start() throws InterruptedException {
    host = ModuleHost.start(Path.of("target/skill"));
    sentences = Sentences.ofAllSkills(Path.of(".."));
    spoken = new Spoken(host.manifest());
  }

  @AfterAll
  void stop() {
    host.close();
  }

  @TestFactory
  Stream<DynamicTest> doesInTheHostWhatItsCasesSay() {
    return cases.stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.name(),
                () -> {
                  TestHost.Result result = host.run(c);

                  assertThat(c.problems(result)).isEmpty();
                  assertThat(spoken.problems(c, result)).isEmpty();
                }));
  }

  @TestFactory
  Stream<DynamicTest> isUnderstoodBesideTheOtherSkills() {
    return cases.stream()
        .filter(Sentences::covers)
        .map(c ->
            DynamicTest.dynamicTest(
                c.sentence(), () -> assertThat(sentences.problems(c)).isEmpty()));
  }

  @Test
  void hasOnlyResponsesThatCanBeRendered() {
    ReplyRenderer renderer = new ReplyRenderer();
    host.manifest()
        .texts()
        .values()
        .forEach(texts ->
            texts
                .responses()
                .forEach((name, template) ->
                    assertThat(renderer.problems(template)).as(name).isEmpty()));
  }

  /// What only an owner can allow; each as the end of a sentence.
  protected List<String> consents() {
    return List.of();
  }

  @Test
  void needsNoConsentBeyondItsManifest() {
    assertThat(SkillFolder.read(Path.of("target/skill")).consents())
        .extracting(Finding::fault)
        .containsExactlyElementsOf(consents());
  }

  @Test
  void isASmallModule() {
    assertThat(host.moduleBytes()).isLessThan(MOST_BYTES);
  }
}
