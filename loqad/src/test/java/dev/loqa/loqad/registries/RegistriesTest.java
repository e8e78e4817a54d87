package dev.loqa.loqad.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.loqad.install.Offer;
import dev.loqa.loqad.install.TestSkill;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.registry.RegistryException;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a house is offered by the registries that it follows.
final class RegistriesTest extends FollowedRegistry {
  @Test
  void bringsThePackageThatTheIndexNames() {
    SkillPackage made = kiosk.add(new TestSkill());
    assertThat(registries.meet(place()).key()).isEqualTo(kiosk.fingerprint());
    refused(Kind.INVALID, "follows no registry", () -> wanted("echo", null, false));
    follow();

    Offer offer = wanted("echo", null, false).orElseThrow();

    assertThat(SkillPackage.read(offer.packed()).digest()).isEqualTo(made.digest());
    assertThat(offer.warnings()).isEmpty();
    assertThat(events()).containsExactly("registry.followed");
    refused(Kind.INVALID, "did you mean echo?", () -> wanted("ecko", null, false));
    refused(Kind.INVALID, "there is 1.0.0", () -> wanted("echo", "3.0.0", false));
  }

  @Test
  void anUpgradeIsWhatIsNewerThanWhatRuns() {
    installed(kiosk.add(new TestSkill()));
    follow();
    assertThat(wanted("echo", null, true)).isEmpty();
    InstalledVersion runs = store.installed().active("echo").orElseThrow();
    assertThat(registries.newer(runs)).isEmpty();

    kiosk.add(new TestSkill().version("1.1.0"));

    assertThat(wanted("echo", null, true)).isPresent();
    assertThat(registries.newer(runs)).contains("1.1.0");
    assertThat(events()).contains("registry.seen");
    refused(Kind.INVALID, "is not installed", () -> wanted("other", null, true));
  }

  @Test
  void whatWasTakenBackComesWithAWarningAndOnlyByItsVersion() {
    kiosk.add(new TestSkill());
    kiosk.add(new TestSkill().version("1.1.0"));
    kiosk.yank("echo-1.1.0", "rings\nforever");
    follow();

    Offer newest = wanted("echo", null, false).orElseThrow();
    assertThat(SkillPackage.read(newest.packed()).version()).isEqualTo("1.0.0");
    assertThat(wanted("echo", "1.1.0", false).orElseThrow().warnings())
        .containsExactly("Its publisher has taken this version back: rings forever");
  }

  @Test
  void aPackageThatIsNotTheOneOfTheIndexIsRefused() throws IOException {
    kiosk.add(new TestSkill());
    kiosk.add(new TestSkill().version("1.1.0"));
    follow();
    Path packages = kiosk.place.resolve("packages");
    Files.write(
        packages.resolve("echo-1.1.0.lskill"),
        Files.readAllBytes(packages.resolve("echo-1.0.0.lskill")));

    assertThatThrownBy(() -> wanted("echo", null, false))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNTRUSTED));
  }

  @Test
  void aNameOfTwoPublishersIsAQuestionForTheOwner() {
    kiosk.add(new TestSkill());
    follow();
    Kiosk other = new Kiosk(folder, "other");
    other.add(new TestSkill().version("2.0.0"));
    registries.follow(other.place.toString(), other.fingerprint(), "anna");

    refused(Kind.CONFLICT, "--from PLACE", () -> wanted("echo", null, false));
    Wanted first = new Wanted("echo", null, place(), false, "anna");
    assertThat(SkillPackage.read(registries.find(first).orElseThrow().packed()).version())
        .isEqualTo("1.0.0");
  }

  @Test
  void isLookedAtOnceADayAndAnHourAfterAFault() throws IOException {
    follow();
    RegistryView fresh = registries.all().getFirst();
    assertThat(RegistryWatch.isDue(fresh, now)).isFalse();
    assertThat(RegistryWatch.isDue(fresh, now.plus(Duration.ofHours(23)))).isFalse();
    assertThat(RegistryWatch.isDue(fresh, now.plus(RegistryWatch.EVERY))).isTrue();
    assertThat(RegistryWatch.isDue(fresh, now.minusSeconds(60))).isTrue();

    Files.writeString(kiosk.file(), "nothing");
    RegistryView bad = registries.look().getFirst();
    assertThat(RegistryWatch.isDue(bad, now.plus(RegistryWatch.AFTER_A_FAULT))).isTrue();
    assertThat(said).isEmpty();
  }
}
