package dev.loqa.skillhost.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.packages.PublisherKey;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.registry.Choice.Offering;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static final PublisherKey ANNA = SigningKey.generate().publisher();
  private static final PublisherKey EVE = SigningKey.generate().publisher();
  private static final Choice.Revoked NOTHING = _ -> Optional.empty();

  private static Offering at(String place, Listed... packages) {
    Instant now = Instant.EPOCH;
    return new Offering(
        place,
        new RegistryIndex(place, 1, now, now, List.of(packages), Revocations.NONE, List.of()));
  }

  private static Listed bell(String version, PublisherKey key) {
    return bell(version, key, "");
  }

  private static Listed bell(String version, PublisherKey key, String yanked) {
    return new Listed("bell", version, "Rings.", "a".repeat(128), 10, key, yanked);
  }

  private static String chosen(
      List<Offering> from, @Nullable String version, @Nullable String publisher) {
    Choice choice = Choice.of(from, "bell", version, publisher, NOTHING);
    return choice.listed().version() + " at " + choice.place();
  }

  private static void refused(Kind kind, String words, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(words);
  }

  @Test
  void takesTheNewestOfAllRegistriesAndTheVersionThatIsNamed() {
    List<Offering> two =
        List.of(
            at("a", bell("1.9.0", ANNA), bell("3.0.0-beta", ANNA), bell("2.0.0", ANNA, "loud")),
            at("b", bell("1.10.0", ANNA)));

    assertThat(chosen(two, null, null)).isEqualTo("1.10.0 at b");
    assertThat(chosen(two, "1.9.0", null)).isEqualTo("1.9.0 at a");
    assertThat(chosen(two, "2.0.0", null)).isEqualTo("2.0.0 at a");
    refused(
        Kind.INVALID,
        "there is 1.9.0, 1.10.0, 2.0.0, 3.0.0-beta",
        () -> chosen(two, "4.0.0", null));
  }

  @Test
  void aNameOfTwoPublishersIsAQuestionUnlessTheHouseKnowsOne() {
    List<Offering> two = List.of(at("a", bell("1.0.0", ANNA)), at("b", bell("9.0.0", EVE)));

    refused(Kind.CONFLICT, "say whose you want with --from PLACE", () -> chosen(two, null, null));
    assertThat(chosen(two, null, ANNA.fingerprint())).isEqualTo("1.0.0 at a");
    refused(
        Kind.INVALID,
        "version 9.0.0 is not offered",
        () -> chosen(two, "9.0.0", ANNA.fingerprint()));
    assertThat(chosen(two.subList(1, 2), null, ANNA.fingerprint())).isEqualTo("9.0.0 at b");
  }

  @Test
  void whatIsRevokedAnywhereIsNotChosen() {
    List<Offering> one = List.of(at("a", bell("1.0.0", ANNA), bell("2.0.0", ANNA)));
    Choice.Revoked two =
        listed -> Optional.of("steals").filter(_ -> listed.version().equals("2.0.0"));

    assertThat(Choice.of(one, "bell", null, null, two).listed().version()).isEqualTo("1.0.0");
    refused(Kind.UNTRUSTED, "revoked (steals)", () -> Choice.of(one, "bell", "2.0.0", null, two));
  }

  @Test
  void saysWhenThereIsNoneAndWhatMayBeMeant() {
    List<Offering> yanked = List.of(at("a", bell("1.0.0", ANNA, "loud")));

    refused(Kind.INVALID, "bell@1.0.0", () -> chosen(yanked, null, null));
    refused(
        Kind.INVALID, "did you mean bell?", () -> Choice.of(yanked, "bel", null, null, NOTHING));
    refused(Kind.INVALID, "no registry offers it", () -> chosen(List.of(), null, null));
  }

  @Test
  void newerIsOnlyTheSamePublishersThatNeedsNoName() {
    List<Offering> all =
        List.of(
            at("a", bell("1.1.0", ANNA), bell("1.2.0", ANNA, "loud"), bell("2.0.0-rc", ANNA)),
            at("b", bell("9.0.0", EVE)));

    assertThat(Choice.newer(all, "bell", "1.0.0", ANNA.fingerprint(), NOTHING))
        .hasValueSatisfying(choice -> assertThat(choice.listed().version()).isEqualTo("1.1.0"));
    assertThat(Choice.newer(all, "bell", "1.1.0", ANNA.fingerprint(), NOTHING)).isEmpty();
  }
}
