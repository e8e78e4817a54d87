package dev.loqa.loqad.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of the packages that came with Loqa, over starts, upgrades and the owner's wishes.
@Timeout(300)
final class ShippedSkillsTest {
  private static final SigningKey ANNA = SigningKey.generate();
  private static final SigningKey RELEASE = SigningKey.generate();

  @TempDir private Path folder;
  private Path shipped;
  private @Nullable House open;

  @BeforeEach
  void aFolderOfPackages() throws IOException {
    shipped = Files.createDirectories(folder.resolve("shipped"));
  }

  @AfterEach
  void stop() {
    if (open != null) {
      open.close();
    }
  }

  /// Starts the house anew, as it is before anything that came has been looked at.
  private House start() {
    return start(Set.of());
  }

  private House start(Set<String> fromFolders) {
    stop();
    House started = new House(folder.resolve("data"), fromFolders, shipped, step -> {});
    open = started;
    return started;
  }

  /// This Loqa comes with that package and no other.
  private SkillPackage ships(TestSkill skill, @Nullable SigningKey release) throws IOException {
    try (var old = Files.list(shipped)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    SkillPackage made = skill.packed(folder);
    Files.write(shipped.resolve(made.fileName()), made.packed());
    if (release != null) {
      Files.writeString(shipped.resolve(made.fileName() + ".sig"), release.sign(made).line());
      Files.writeString(
          shipped.resolve("release.key.pub"), RELEASE.publisher().fingerprint() + "\n");
    }
    return made;
  }

  private static InstalledVersion active(House house) {
    return house.store.installed().active("echo").orElseThrow();
  }

  private static String consented(House house) {
    return house.store.events(Query.all(), Page.Cursor.START, 1_000).items().stream()
        .filter(stored -> stored.event().type().equals("audit.install.consented"))
        .map(stored -> String.valueOf(stored.event().payload()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstOfANameIsInstalledByWhoStartedLoqaAndSignedByThisInstallation() throws Exception {
    ships(new TestSkill(), null);
    House house = start();

    ShippedSkills came = House.bring(house);

    assertThat(house.running()).contains("1.0.0");
    assertThat(came.settled()).isTrue();
    assertThat(came.notes()).isEmpty();
    assertThat(house.events()).containsExactly("consented", "staged", "tested", "switched");
    assertThat(consented(house)).contains("came with Loqa", "anna", "It may send messages on");
    assertThat(active(house).note()).isEqualTo("came with Loqa");
    assertThat(house.packages.keys().get(active(house).publisher())).isEqualTo(OwnKey.NAME);
  }

  @Test
  void theNextStartFindsItAndDoesNothing() throws Exception {
    ships(new TestSkill(), null);
    House.bring(start());
    House house = start();
    assertThat(house.running()).contains("1.0.0"); // before anybody looks at what came
    int events = house.events().size();

    House.bring(house);

    assertThat(house.events()).hasSize(events);
    assertThat(house.running()).contains("1.0.0");
  }

  @Test
  void aLaterVersionThatAsksForNothingNewTakesItsPlace() throws Exception {
    ships(new TestSkill(), null);
    House.bring(start());
    ships(new TestSkill().version("1.1.0"), null);
    House house = start();
    assertThat(house.running()).contains("1.0.0");

    ShippedSkills came = House.bring(house);

    assertThat(house.running()).contains("1.1.0");
    assertThat(came.notes()).isEmpty();
    assertThat(house.installer.rollBack("echo", "anna").version()).isEqualTo("1.0.0");
  }

  @Test
  void aLaterVersionThatWantsMoreWaitsForTheOwnerAndIsInstalledByName() throws Exception {
    ships(new TestSkill(), null);
    House.bring(start());
    ships(new TestSkill().version("1.1.0").publishing("test.heard, test.more"), null);
    House house = start();

    ShippedSkills came = House.bring(house);

    assertThat(house.running()).contains("1.0.0");
    assertThat(came.missing()).isEmpty();
    assertThat(came.notes().get("echo"))
        .contains("1.1.0", "waits for your consent", "loqa-skill install echo");
    assertThat(house.events()).endsWith("refused");

    int events = start().events().size();
    House again = start();
    came = House.bring(again);
    assertThat(again.events()).hasSize(events); // said once
    assertThat(came.notes()).containsKey("echo");

    Plan plan = again.agree(again.installer.shipped("echo", null, false, "anna").orElseThrow());
    assertThat(plan.rights().widened()).anyMatch(change -> change.sentence().contains("test.more"));
    assertThat(again.running()).contains("1.1.0");
    assertThat(came.notes()).isEmpty();
  }

  @Test
  void whatTheOwnerRemovedStaysAwayUntilHeWantsItAgain() throws Exception {
    ships(new TestSkill(), null);
    House.bring(start());
    House first = start();
    first.installer.remove("echo", true, "anna");
    House.bring(first);
    assertThat(first.running()).isEmpty();

    ships(new TestSkill().version("1.1.0"), null);
    House house = start();
    ShippedSkills came = House.bring(house);
    assertThat(house.running()).isEmpty();
    assertThat(came.notes()).isEmpty();
    assertThat(came.missing()).isEmpty();

    house.agree(house.installer.shipped("echo", null, false, "anna").orElseThrow());
    assertThat(house.running()).contains("1.1.0");
    ships(new TestSkill().version("1.2.0"), null);
    House later = start();
    House.bring(later);
    assertThat(later.running()).contains("1.2.0");
  }

  @Test
  void theOneThatTheOwnerWentBackToStays() throws Exception {
    ships(new TestSkill(), null);
    House.bring(start());
    ships(new TestSkill().version("1.1.0"), null);
    House second = start();
    House.bring(second);
    second.installer.rollBack("echo", "anna");

    House house = start();
    House.bring(house);

    assertThat(house.running()).contains("1.0.0");
  }

  @Test
  void aNewerVersionThatTheOwnerBroughtStays() throws Exception {
    ships(new TestSkill(), null);
    House first = start();
    House.bring(first);
    SigningKey own = SigningKey.load(folder.resolve("data/skills.key"));
    first.installer.install(new TestSkill().version("2.0.0").offer(folder, own), null, false);
    ships(new TestSkill().version("1.1.0"), null);

    House house = start();
    House.bring(house);

    assertThat(house.running()).contains("2.0.0");
  }

  @Test
  void neverTakesThePlaceOfSomebodyElsesSkill() throws Exception {
    House first = start();
    first.agree(new TestSkill().offer(folder, ANNA));
    ships(new TestSkill().version("1.1.0"), null);

    House house = start();
    ShippedSkills came = House.bring(house);

    assertThat(house.running()).contains("1.0.0");
    assertThat(came.notes()).containsKey("echo");
    assertThat(
            house
                .installer
                .plan(house.installer.shipped("echo", null, false, "anna").orElseThrow())
                .publisher())
        .isInstanceOf(Publisher.Changed.class);
  }

  @Test
  void neverTakesThePlaceOfWhatSomebodyDevelops() throws Exception {
    House first = start();
    first.agree(new TestSkill().offer(folder, null));
    ships(new TestSkill().version("1.1.0"), null);

    House installed = start();
    ShippedSkills came = House.bring(installed);
    assertThat(installed.running()).contains("1.0.0");
    assertThat(came.notes()).containsKey("echo");

    House fromFolder = start(Set.of("echo"));
    House.bring(fromFolder);
    assertThat(fromFolder.running()).isEmpty(); // the folder's is loaded by somebody else
  }

  @Test
  void aReleaseFollowsACheckoutWithoutAQuestion() throws Exception {
    ships(new TestSkill(), null);
    House.bring(start());
    ships(new TestSkill().version("1.1.0"), RELEASE);

    House house = start();
    ShippedSkills came = House.bring(house);

    assertThat(came.notes()).isEmpty();
    assertThat(house.running()).contains("1.1.0");
    assertThat(house.packages.keys().get(active(house).publisher()))
        .isEqualTo(ShippedPackages.RELEASE);
  }

  @Test
  void aPackageThatSomebodyElseSignedWaits() throws Exception {
    ships(new TestSkill(), ANNA);

    House house = start();
    ShippedSkills came = House.bring(house);

    assertThat(house.running()).isEmpty();
    assertThat(came.notes()).containsKey("echo");
  }

  @Test
  void oneThatDoesNotStartIsNamedAndTriedAgainAtTheNextStart() throws Exception {
    ships(new TestSkill().lame(), null);
    House first = start();
    ShippedSkills came = House.bring(first);
    assertThat(came.settled()).isTrue();
    assertThat(came.missing()).singleElement().asString().contains("echo: ", "does not start");

    ships(new TestSkill(), null);
    House house = start();
    assertThat(House.bring(house).missing()).isEmpty();
    assertThat(house.running()).contains("1.0.0");
  }

  @Test
  void filesThatChangedAreNotRunAndAreMendedFromThePackage() throws Exception {
    SkillPackage skill = ships(new TestSkill(), null);
    House.bring(start());
    stop();
    open = null;
    Path module = folder.resolve("data/skills").resolve(skill.digest()).resolve("build/skill.wasm");
    byte[] changed = Files.readAllBytes(module);
    changed[changed.length - 1] ^= 1;
    Files.write(module, changed);
    Files.delete(shipped.resolve(skill.fileName()));

    House without = start();
    LoadedSkill.State state =
        without.host.skill("echo").orElseThrow().await(Duration.ofSeconds(60));
    assertThat(state)
        .isInstanceOfSatisfying(
            LoadedSkill.State.Broken.class,
            broken -> assertThat(broken.reason()).contains("not those that were installed"));
    House.bring(without);
    assertThat(without.events()).doesNotContain("mended");

    ships(new TestSkill(), null);
    House house = start();
    House.bring(house);
    assertThat(house.events()).contains("mended");
    assertThat(house.host.skill("echo").map(LoadedSkill::state))
        .containsInstanceOf(LoadedSkill.State.Ready.class);
    assertThat(Calls.directly(house).error()).isNull();
  }

  @Test
  void filesThatAreGoneAreMendedToo() throws Exception {
    SkillPackage skill = ships(new TestSkill(), null);
    House.bring(start());
    stop();
    open = null;
    Files.delete(folder.resolve("data/skills").resolve(skill.digest()).resolve("skill.yaml"));

    House house = start();
    assertThat(house.broken).singleElement().asString().startsWith("echo: ");
    House.bring(house);

    assertThat(house.installed.broken()).isEmpty();
    assertThat(house.running()).contains("1.0.0");
  }

  @Test
  void whatDidNotComeAndWhatRunsIsNotOfferedByName() throws Exception {
    House house = start();
    assertThat(house.installer.shipped("echo", null, false, "anna")).isEmpty();

    ships(new TestSkill(), null);
    assertThat(house.installer.shipped("echo", "2.0.0", false, "anna")).isEmpty();
    assertThat(house.installer.shipped("echo", "1.0.0", false, "anna")).isPresent();
    House.bring(house);
    assertThat(house.installer.shipped("echo", null, false, "anna")).isEmpty();
  }
}
