package dev.loqa.loqad.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.policy.HousePolicy;
import dev.loqa.loqad.policy.OwnerRules;
import dev.loqa.loqad.skills.SkillCatalog;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.manifest.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a sentence is decided with in a house that has all our skills, the demo home and an owner
/// who made no rules. Immutable.
final class Household {
  private static final Path SKILLS = Path.of("..", "skills");

  private final SkillCatalog catalog;
  private final HousePolicy policy;

  Household() {
    List<Manifest> manifests = manifests();
    SimulatedHome home = new SimulatedHome(Optional.empty());
    catalog = SkillCatalog.of(manifests, home, "en");
    policy = HousePolicy.of(OwnerRules.DEFAULT, home);
    policy.skillsFrom(
        name -> manifests.stream().filter(manifest -> manifest.name().equals(name)).findFirst());
  }

  private static List<Manifest> manifests() {
    try (Stream<Path> folders = Files.list(SKILLS)) {
      return folders
          .sorted()
          .filter(folder -> Files.exists(folder.resolve("skill.yaml")))
          .map(folder -> SkillFolder.read(folder).manifest())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Of a conversation that waits for nothing, in a house without a language model.
  RouteContext in(String language) {
    return in(language, null, false);
  }

  RouteContext in(String language, @Nullable Pending pending, boolean modelAvailable) {
    SkillCatalog spoken = catalog.in(language);
    return new RouteContext(
        spoken.matcher(),
        spoken.intents(),
        policy,
        PinState.READY,
        pending,
        modelAvailable,
        spoken.examples());
  }

  /// The decision runs exactly these calls, written `intent {slots} + intent {slots}`.
  static void runs(Decision decision, String expected) {
    assertThat(decision).as(decision.toString()).isInstanceOf(Decision.RunSkills.class);
    assertThat(
            ((Decision.RunSkills) decision)
                .calls().stream()
                    .map(call -> call.intent() + " " + call.slots())
                    .reduce((a, b) -> a + " + " + b))
        .contains(expected);
  }
}
