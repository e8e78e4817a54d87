package dev.loqa.skillhost.registry;

import static dev.loqa.skillhost.registry.RegistryFixture.LIFE;
import static dev.loqa.skillhost.registry.RegistryFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.packages.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be believed of an index: stale, replayed, cut off, by another key.
class FreshnessTest {
  @TempDir private Path temp = Path.of("");
  private RegistryFixture registry;
  private byte[] first = {};
  private byte[] second = {};

  @BeforeEach
  void make() throws IOException {
    registry = new RegistryFixture(temp);
    first = registry.index();
    registry.add("1.0.0");
    second = registry.index();
  }

  private static KnownIndex known(byte[] file) {
    return SignedIndex.read(file).known();
  }

  @Test
  void theFirstContactIsForTheOwnerToAgreeTo() {
    assertThat(Freshness.judge(first, null, NOW))
        .isInstanceOfSatisfying(
            IndexVerdict.Usable.class,
            usable -> {
              assertThat(usable.first()).isTrue();
              assertThat(usable.signed().key()).isEqualTo(registry.key.publisher());
            });
    assertThat(Freshness.judge(first, KnownIndex.trusting(registry.key.publisher()), NOW))
        .isInstanceOfSatisfying(
            IndexVerdict.Usable.class, usable -> assertThat(usable.first()).isFalse());
  }

  @Test
  void theSameAndANewerOneMayBeUsed() {
    assertThat(Freshness.judge(second, known(first), NOW)).isInstanceOf(IndexVerdict.Usable.class);
    assertThat(Freshness.judge(second, known(second), NOW)).isInstanceOf(IndexVerdict.Usable.class);
  }

  @Test
  void anOlderOneIsAReplayEvenWhenItIsStillGood() {
    assertThat(Freshness.judge(first, known(second), NOW))
        .isInstanceOfSatisfying(
            IndexVerdict.Replayed.class,
            replayed -> assertThat(replayed.words()).contains("is number 1 and number 2 was seen"));
  }

  @Test
  void anotherOneOfTheSameNumberIsAReplay() {
    RegistryIndex index = SignedIndex.read(second).index();
    byte[] other =
        SignedIndex.write(
            new RegistryIndex(
                "other",
                index.version(),
                index.made(),
                index.expires(),
                index.packages(),
                index.revoked(),
                index.notes()),
            registry.key);

    assertThat(Freshness.judge(other, known(second), NOW))
        .isInstanceOf(IndexVerdict.Replayed.class);
  }

  @Test
  void anExpiredOneOffersNothingAndItsRevocationsCount() {
    registry.refresh(Map.of(), Map.of("a".repeat(128), "bad"));
    byte[] third = read();
    assertThat(Freshness.judge(third, known(second), NOW.plus(LIFE).minusSeconds(1)))
        .isInstanceOf(IndexVerdict.Usable.class);

    assertThat(Freshness.judge(third, known(second), NOW.plus(LIFE)))
        .isInstanceOfSatisfying(
            IndexVerdict.Expired.class,
            expired -> {
              assertThat(expired.words()).contains("2026-12-21T09:00:00Z", "registry refresh");
              assertThat(expired.signed().index().revoked().reasons())
                  .containsEntry("a".repeat(128), "bad");
            });
  }

  private byte[] read() {
    return new FolderSource(registry.place).read(SignedIndex.PATH, SignedIndex.MOST_BYTES);
  }

  @Test
  void oneByAnotherKeyIsNotUsedWhateverItsNumber() {
    SigningKey eve = SigningKey.generate();
    byte[] forged = SignedIndex.write(SignedIndex.read(second).index(), eve);

    assertThat(Freshness.judge(forged, known(first), NOW))
        .isInstanceOfSatisfying(
            IndexVerdict.OtherKey.class,
            other ->
                assertThat(other.words())
                    .contains(
                        eve.publisher().fingerprint(), registry.key.publisher().fingerprint()));
  }

  @Test
  void oneCutOffAnywhereIsUnreadable() {
    for (int length = 0; length < second.length; length += 7) {
      assertThat(Freshness.judge(Arrays.copyOf(second, length), known(first), NOW))
          .as("%d bytes", length)
          .isInstanceOf(IndexVerdict.Unreadable.class);
    }
    assertThat(Freshness.judge(Arrays.copyOf(second, second.length + 1), known(first), NOW))
        .isInstanceOf(IndexVerdict.Unreadable.class);
  }

  @Test
  void everyChangedByteIsSeen() {
    for (int at = 0; at < second.length; at++) {
      byte[] changed = second.clone();
      changed[at] ^= 1;
      assertThat(Freshness.judge(changed, known(first), NOW))
          .as("byte %d", at)
          .isNotInstanceOfAny(IndexVerdict.Usable.class, IndexVerdict.Expired.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"format\": \"loqa-registry-v2\"}",
        "{\"format\": \"loqa-registry-v1\", \"packages\": 1}",
        "{\"format\": \"loqa-registry-v1\", \"packages\": [], \"name\": \"x\", \"version\": 0,"
            + " \"made\": \"2026-11-21T09:00:00Z\", \"expires\": \"2026-12-21T09:00:00Z\"}",
        "{\"format\": \"loqa-registry-v1\", \"packages\": [], \"name\": \"x\", \"version\": \"9\","
            + " \"made\": \"2026-11-21T09:00:00Z\", \"expires\": \"2026-12-21T09:00:00Z\"}",
        "{\"format\": \"loqa-registry-v1\", \"packages\": [], \"name\": \"x\", \"version\": 9,"
            + " \"made\": \"2026-11-21T09:00:00Z\", \"expires\": \"never\"}",
        "{\"format\": \"loqa-registry-v1\", \"format\": \"loqa-registry-v1\"}"
      })
  void signedNonsenseIsUnreadable(String json) {
    assertThat(Freshness.judge(signed(json), known(first), NOW))
        .isInstanceOf(IndexVerdict.Unreadable.class);
  }

  /// A file whose signature is right, whatever it says.
  private byte[] signed(String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String digest = hex(body);
    byte[] signature =
        registry.key.sign(("loqa-registry-v1\n" + digest).getBytes(StandardCharsets.US_ASCII));
    return ("loqa-registry-v1 "
            + registry.key.publisher()
            + " "
            + Base64.getEncoder().encodeToString(signature)
            + "\n"
            + json)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aMalformedRevocationListTakesBackNothingAndTheRestIsUsable() {
    String good = "b".repeat(64);
    for (String revoked :
        new String[] {
          "null",
          "7",
          "\"*\"",
          "{}",
          "[null, 7, \"*\", {}, {\"key\": \"*\"}, {\"sha512\": 5}, [[]], {\"key\": \""
              + good
              + "\", \"reason\": 5}]"
        }) {
      byte[] file =
          signed(
              "{\"format\": \"loqa-registry-v1\", \"name\": \"x\", \"version\": 9,"
                  + " \"made\": \"2026-11-21T09:00:00Z\", \"expires\": \"2026-12-21T09:00:00Z\","
                  + " \"packages\": [{\"name\": \"../x\"}, 5], \"revoked\": "
                  + revoked
                  + "}");

      assertThat(Freshness.judge(file, known(first), NOW))
          .as(revoked)
          .isInstanceOfSatisfying(
              IndexVerdict.Usable.class,
              usable -> {
                Revocations read = usable.signed().index().revoked();
                assertThat(read.against("c".repeat(128), registry.publisher.publisher())).isEmpty();
                assertThat(read.reasons().keySet()).isSubsetOf(good);
                assertThat(usable.signed().index().packages()).isEmpty();
                assertThat(usable.signed().index().notes()).hasSizeGreaterThanOrEqualTo(2);
              });
    }
  }

  @Test
  void aLongerLifeThanTenYearsOrNoneIsRefused() {
    for (Duration life :
        new Duration[] {Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(4000)}) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> IndexTerms.of(registry.key, life, NOW))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("good for 1 to");
    }
  }

  @Test
  void aDamagedListAddsAndNeverLetsAnythingRunAgain() {
    String first = "a".repeat(128);
    String second = "b".repeat(128);
    Revocations known = Revocations.read(List.of(Map.of("sha512", first, "reason", "steals")));
    Object[] damaged = {
      "none", null, List.of(5), List.of(Map.of("sha512", second, "reason", "rings"), "x")
    };
    for (Object list : damaged) {
      Revocations now = Revocations.read(list).after(known);
      assertThat(now.reasons()).as(String.valueOf(list)).containsEntry(first, "steals");
      assertThat(now.notes()).isNotEmpty();
    }
    assertThat(Revocations.read(damaged[3]).after(known).reasons()).containsEntry(second, "rings");

    assertThat(Revocations.read(List.of()).after(known).reasons()).isEmpty();
  }
}
