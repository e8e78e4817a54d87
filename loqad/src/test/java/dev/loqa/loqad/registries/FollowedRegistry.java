package dev.loqa.loqad.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.loqad.install.Offer;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.protocol.NodeId;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.registry.RegistryException;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A house and a registry that it can follow, for tests of the one against the other.
abstract class FollowedRegistry {
  @TempDir Path folder;

  final List<String> said = new ArrayList<>();
  Instant now = Kiosk.NOW;
  Kiosk kiosk;
  EventStore store;
  Registries registries;

  @BeforeEach
  void start() {
    kiosk = new Kiosk(folder, "stick");
    store = opened();
    registries = new Registries(store, () -> now, said::add);
  }

  private EventStore opened() {
    return EventStore.open(StoreOptions.in(folder.resolve("data"), new NodeId("n")));
  }

  void restart() {
    store.close();
    store = opened();
    registries = new Registries(store, () -> now, said::add);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  String place() {
    return kiosk.place.toString();
  }

  void follow() {
    registries.follow(place(), kiosk.fingerprint(), "anna");
  }

  static void refused(Kind kind, String words, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .hasMessageContaining(words);
  }

  Optional<Offer> wanted(String skill, @Nullable String version, boolean upgrade) {
    return registries.find(new Wanted(skill, version, null, upgrade, "anna"));
  }

  void installed(SkillPackage made) {
    store.appendAll(
        List.of(),
        List.of(
            new StateChange.SkillInstalled(
                new InstalledVersion(
                    made.name(),
                    made.digest(),
                    made.version(),
                    kiosk.publisher.publisher().fingerprint(),
                    true,
                    now,
                    null,
                    "anna",
                    null))));
    registries.skillsChanged();
  }

  List<String> events() {
    return store.events(Query.all(), Page.Cursor.START, 1_000).items().stream()
        .map(stored -> stored.event().type().replace("audit.", ""))
        .toList();
  }

  String fault() {
    return registries.look().getFirst().fault() + "";
  }
}
