package dev.loqa.loqad.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.loqad.install.InstallException.Kind;
import dev.loqa.loqad.install.Installer.Step;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.skillhost.packages.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class InstallerTest {
  private static final SigningKey ANNA = SigningKey.generate();
  private static final SigningKey MALLORY = SigningKey.generate();

  @TempDir private Path folder;
  private House house;

  @BeforeEach
  void start() {
    house = new House(folder.resolve("data"));
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private void restart(Set<String> fromFolders, Consumer<Step> reached) {
    house.close();
    house = new House(folder.resolve("data"), fromFolders, reached);
  }

  private Offer signed(TestSkill skill) {
    return skill.offer(folder, ANNA);
  }

  private static void refused(Kind kind, String words, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            InstallException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .hasMessageContaining(words);
  }

  private List<String> folders() throws IOException {
    try (var list = Files.list(folder.resolve("data/skills"))) {
      return list.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  @Test
  void installsWhatTheOwnerAgreedToAndRunsItAfterARestart() throws Exception {
    Plan plan = house.agree(signed(new TestSkill()));

    assertThat(plan.need()).isEqualTo(Plan.Need.CONSENT);
    assertThat(plan.text())
        .contains("It may send messages on test.heard.", "It may work for 20 s at a time.");
    house.bus.publishRaw("door.opened", "{}".getBytes(StandardCharsets.UTF_8));
    assertThat(house.heard.poll(30, TimeUnit.SECONDS)).contains("door.opened");
    assertThat(house.events()).containsExactly("consented", "staged", "tested", "switched");
    assertThat(house.store.installed().publisher("echo")).contains(ANNA.publisher().fingerprint());

    restart(Set.of(), step -> {});

    assertThat(house.broken).isEmpty();
    assertThat(house.running()).contains("1.0.0");
    assertThat(folders()).containsExactly(plan.digest());
  }

  @Test
  void aPlainYesIsNotEnoughForWhatIsUnusual() {
    refused(
        Kind.CONSENT,
        "needs your consent",
        () -> house.installer.install(signed(new TestSkill()), null, true));

    assertThat(house.running()).isEmpty();
    assertThat(house.events()).containsExactly("refused");
  }

  @Test
  void aPlainYesIsEnoughForAModestSkillOfAPublisherThatIsKnown() {
    house.store.appendAll(
        List.of(), List.of(new StateChange.SkillInstalled(Kept.of("other", ANNA.publisher()))));
    Offer modest = new TestSkill().publishing("skill.echo.heard").modest().offer(folder, ANNA);

    assertThat(house.installer.plan(modest).need()).isEqualTo(Plan.Need.YES);
    refused(Kind.CONSENT, "consent", () -> house.installer.install(modest, null, false));
    house.installer.install(modest, null, true);

    assertThat(house.running()).contains("1.0.0");
  }

  @Test
  void whatThisInstallationSignedIsShownAsSuch() {
    house.installer.plan(signed(new TestSkill())); // somebody looks for the key
    Offer own =
        new TestSkill()
            .publishing("skill.echo.heard")
            .modest()
            .offer(folder, SigningKey.load(folder.resolve("data/skills.key")));

    Plan plan = house.installer.plan(own);

    assertThat(plan.publisher()).isInstanceOf(Publisher.Own.class);
    assertThat(plan.publisher().sentence()).contains("the key of this installation");
    assertThat(plan.need()).isEqualTo(Plan.Need.YES);
  }

  @Test
  void anUpgradeThatAsksForNothingNewNeedsNoWord() {
    house.agree(signed(new TestSkill()));

    Plan plan =
        house.installer.install(signed(new TestSkill().version("1.1.0")), null, false).plan();

    assertThat(plan.need()).isEqualTo(Plan.Need.NOTHING);
    assertThat(plan.from()).isEqualTo("1.0.0");
    assertThat(house.running()).contains("1.1.0");
  }

  @Test
  void anUpgradeThatWidensIsBlockedWithoutConsentToExactlyThat() {
    house.agree(signed(new TestSkill()));
    Offer wider = signed(new TestSkill().version("1.1.0").publishing("test.heard, home.command"));

    refused(Kind.CONSENT, "consent", () -> house.installer.install(wider, null, true));
    String other = house.installer.plan(signed(new TestSkill().version("1.2.0"))).consent();
    refused(Kind.CONSENT, "another text", () -> house.installer.install(wider, other, true));
    assertThat(house.running()).contains("1.0.0");

    house.agree(wider);
    assertThat(house.running()).contains("1.1.0");
  }

  @Test
  void anotherKeyIsBlockedAndBothFingerprintsAreShown() {
    house.agree(signed(new TestSkill()));
    Offer stolen = new TestSkill().version("1.1.0").offer(folder, MALLORY);

    refused(
        Kind.UNTRUSTED,
        ANNA.publisher().fingerprint(),
        () -> house.installer.install(stolen, null, true));
    refused(
        Kind.UNTRUSTED,
        MALLORY.publisher().fingerprint(),
        () -> house.installer.install(stolen, null, true));
    assertThat(house.running()).contains("1.0.0");
  }

  @Test
  void aRemovedSkillsNameStaysItsPublishersUntilItIsPurged() {
    house.agree(signed(new TestSkill()));
    house.installer.remove("echo", false, "anna");
    Offer stolen = new TestSkill().offer(folder, MALLORY);

    assertThat(house.running()).isEmpty();
    refused(Kind.UNTRUSTED, "another key", () -> house.installer.install(stolen, null, true));
    house.installer.remove("echo", true, "anna");
    house.agree(stolen);

    assertThat(house.running()).contains("1.0.0");
  }

  @Test
  void withoutSignatureOrWithAWrongOneNothingIsInstalled() {
    Offer signed = signed(new TestSkill());
    Offer unsigned = new Offer(signed.packed(), null, Offer.Form.SIGNED, false, "anna");
    Offer wrong =
        new Offer(
            signed.packed(),
            signed(new TestSkill().version("2.0.0")).signature(),
            Offer.Form.SIGNED,
            false,
            "anna");

    refused(Kind.UNTRUSTED, "no signature", () -> house.installer.plan(unsigned));
    refused(Kind.UNTRUSTED, "not one of", () -> house.installer.plan(wrong));
  }

  @Test
  void aFolderForDevelopmentIsNeverTrusted() {
    Offer dev = new TestSkill().offer(folder, null);

    refused(Kind.CONSENT, "consent", () -> house.installer.install(dev, null, true));
    house.agree(dev);
    Offer next = new TestSkill().version("1.0.1").offer(folder, null);
    refused(Kind.CONSENT, "consent", () -> house.installer.install(next, null, true));

    assertThat(house.store.installed().active("echo"))
        .hasValueSatisfying(version -> assertThat(version.publisher()).isNull());
    assertThat(house.store.installed().publisher("echo")).isEmpty();
  }

  @Test
  void aVersionThatDoesNotComeUpChangesNothing() throws Exception {
    house.agree(signed(new TestSkill()));

    refused(
        Kind.INVALID,
        "does not start",
        () -> house.agree(signed(new TestSkill().version("1.1.0").lame())));

    assertThat(house.running()).contains("1.0.0");
    assertThat(house.events()).endsWith("staged", "refused");
    assertThat(folders()).hasSize(1);
  }

  @Test
  void aSkillOfAFolderIsTakenOutThere() {
    restart(Set.of("echo"), step -> {});

    refused(Kind.CONFLICT, "from a folder", () -> house.installer.plan(signed(new TestSkill())));
    refused(Kind.CONFLICT, "from a folder", () -> house.installer.remove("echo", false, "anna"));
  }

  @Test
  void whileAFolderHasItsNameAnInstalledSkillCanOnlyBeRemoved() {
    house.agree(signed(new TestSkill()));
    restart(Set.of("echo"), step -> {});

    assertThat(house.running()).isEmpty();
    assertThat(house.broken).isEmpty();
    refused(Kind.CONFLICT, "from a folder", () -> house.installer.rollBack("echo", "anna"));
    refused(Kind.CONFLICT, "from a folder", () -> house.installer.remove("echo", true, "anna"));
    house.installer.remove("echo", false, "anna");

    assertThat(house.store.installed().all()).isEmpty();
  }

  @Test
  void goesBackVersionByVersionAndKeepsThree() throws Exception {
    house.agree(signed(new TestSkill()));
    for (String version : List.of("1.1.0", "1.2.0", "1.3.0")) {
      house.installer.install(signed(new TestSkill().version(version)), null, false);
    }

    assertThat(house.installer.rollBack("echo", "anna").version()).isEqualTo("1.2.0");
    assertThat(house.installer.rollBack("echo", "anna").version()).isEqualTo("1.1.0");
    assertThat(house.running()).contains("1.1.0");
    refused(Kind.UNKNOWN, "no earlier", () -> house.installer.rollBack("echo", "anna"));
    assertThat(folders()).hasSize(3);

    house.installer.install(signed(new TestSkill().version("2.0.0")), null, false);
    assertThat(house.installer.rollBack("echo", "anna").version())
        .as("what was gone back from is not offered again")
        .isEqualTo("1.1.0");
  }

  @Test
  void aNewVersionThatTrapsThreeTimesIsGoneBackFromAndTheHouseHearsWhy() throws Exception {
    house.agree(signed(new TestSkill()));
    house.installer.install(signed(new TestSkill().version("1.1.0").trapping()), null, false);

    for (int call = 0; call < SwitchWatch.FAILURES; call++) {
      Calls.directly(house);
    }

    assertThat(house.said.poll(60, TimeUnit.SECONDS))
        .isEqualTo("The new version 1.1.0 of the skill echo failed, so I went back to 1.0.0.");
    assertThat(house.running()).contains("1.0.0");
    assertThat(house.events()).endsWith("rolled_back");
    assertThat(house.store.installed().active("echo"))
        .hasValueSatisfying(version ->
            assertThat(version.note())
                .isEqualTo("back from 1.1.0: it failed 3 times soon after it came"));
  }

  @Test
  void dataStaysOverVersionsAndRemovalUntilItIsPurged() {
    house.agree(signed(new TestSkill()));
    house.store.appendAll(
        List.of(), List.of(new StateChange.KvPut("echo", "count", new byte[] {7})));
    house.secrets.set("echo", "token", "0123456789abcdef");
    house.installer.install(signed(new TestSkill().version("1.1.0")), null, false);
    house.installer.remove("echo", false, "anna");

    assertThat(house.store.skills().value("echo", "count")).isPresent();
    assertThat(house.secrets.value("echo", "token")).isPresent();
    house.installer.remove("echo", true, "anna");
    assertThat(house.store.skills().value("echo", "count")).isEmpty();
    assertThat(house.secrets.holds("echo")).isFalse();
    refused(Kind.UNKNOWN, "not installed", () -> house.installer.remove("echo", true, "anna"));
  }

  @Test
  void anUpgradeMustBeNewer() {
    Offer offer = signed(new TestSkill().version("1.0.0-rc.1"));
    Offer upgrade = new Offer(offer.packed(), offer.signature(), offer.form(), true, "anna");

    refused(Kind.UNKNOWN, "not installed", () -> house.installer.plan(upgrade));
    house.agree(signed(new TestSkill()));
    refused(Kind.CONFLICT, "not newer", () -> house.installer.plan(upgrade));
  }

  @Test
  void installingWhatRunsAlreadyChangesNothing() {
    house.agree(signed(new TestSkill()));

    assertThat(house.installer.install(signed(new TestSkill()), null, false).plan().nothing())
        .isTrue();
    assertThat(house.events()).hasSize(4);
  }

  @Test
  void ofTwoInstallsAtOnceTheSecondIsRefused() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    restart(
        Set.of(),
        step -> {
          if (step == Step.STAGED) {
            inside.countDown();
            await(goOn);
          }
        });
    Offer first = signed(new TestSkill());
    Thread installing = Thread.ofVirtual().start(() -> house.agree(first));
    assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();

    refused(
        Kind.CONFLICT,
        "another skill is being installed",
        () -> house.agree(signed(new TestSkill().version("1.1.0"))));
    goOn.countDown();
    installing.join();

    assertThat(house.running()).contains("1.0.0");
  }

  @Test
  void eachStepThatFailsLeavesTheOldVersion() throws Exception {
    house.agree(signed(new TestSkill()));
    for (Step last : List.of(Step.PLANNED, Step.CONSENTED, Step.STAGED, Step.TESTED)) {
      restart(
          Set.of(),
          step -> {
            if (step == last) {
              house.store.close(); // as good as a disk that is gone
            }
          });
      refused(
          Kind.UNAVAILABLE,
          "nothing has changed",
          () -> house.installer.install(signed(new TestSkill().version("1.1.0")), null, false));
      assertThat(house.running()).as("after " + last).contains("1.0.0");

      restart(Set.of(), step -> {});
      assertThat(house.running()).as("restarted after " + last).contains("1.0.0");
      assertThat(folders()).hasSize(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
