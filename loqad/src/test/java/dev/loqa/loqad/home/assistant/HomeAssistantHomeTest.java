package dev.loqa.loqad.home.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.process.Backoff;
import dev.loqa.loqad.home.Entity;
import dev.loqa.loqad.home.HomeAnswer;
import dev.loqa.loqad.home.HomeAnswer.Fault;
import dev.loqa.loqad.home.HomeCommand;
import dev.loqa.loqad.home.assistant.FakeHomeAssistant.Manner;
import dev.loqa.understanding.ListValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class HomeAssistantHomeTest {
  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofSeconds(30));
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final FakeHomeAssistant fake = new FakeHomeAssistant(FakeHouse.furnished());
  private final List<HomeAssistantHome> homes = new ArrayList<>();
  private HomeToken token;

  @BeforeEach
  void setToken() throws IOException {
    token = new HomeToken(folder.resolve("home-assistant"), null);
    token.set(FakeHomeAssistant.TOKEN);
  }

  @AfterEach
  void close() {
    homes.forEach(HomeAssistantHome::close);
    fake.close();
  }

  private HomeAssistantHome home(HomeAssistantConfig config) {
    HomeAssistantHome home = HomeAssistantHome.start(config, token, QUICK);
    homes.add(home);
    return home;
  }

  private HomeAssistantHome connected(HomeAssistantConfig config) {
    HomeAssistantHome home = home(config);
    until(() -> home.condition().orElseThrow().reachable());
    return home;
  }

  /// Waits for what another thread does; fails after a minute.
  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time for it to come true").isLessThan(end);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static HomeAnswer answer(
      HomeAssistantHome home, String entity, String service, Map<String, Object> data) {
    return home.carryOut(
        List.of(new HomeCommand(1, entity, service, data)),
        carried -> Objects.requireNonNull(carried.answers().get(1)));
  }

  private static @Nullable Fault fault(@Nullable HomeAnswer answer) {
    return answer instanceof HomeAnswer.Refused refused ? refused.fault() : null;
  }

  @Test
  void knowsThingsAndRoomsByTheirNames() {
    fake.house().alias("light.kitchen", "Cooking light", "Lamp (left)");
    fake.house().entry("switch.coffee", "hidden_by", "user");
    fake.house().entry("fan.living", "disabled_by", "user");
    fake.house().entry("light.plain", "entity_category", "config");
    fake.house()
        .entry("climate.living", "options", Map.of("conversation", Map.of("should_expose", false)));
    fake.house().device("d1", "garage", "light.living");

    HomeAssistantHome home = connected(fake.config("media_player.*"));

    assertThat(home.entities().keySet())
        .containsExactly(
            "cover.blinds", "cover.garage", "light.kitchen", "light.living", "lock.front");
    assertThat(home.entity("light.living").orElseThrow().area()).isEqualTo("Garage");
    assertThat(home.entity("cover.garage").flatMap(Entity::deviceClass)).contains("garage");
    assertThat(home.names("en"))
        .contains(
            new ListValue("Kitchen light", "light.kitchen"),
            new ListValue("Cooking light", "light.kitchen"),
            new ListValue("Lamp left", "light.kitchen"));
    assertThat(home.areas("en"))
        .containsExactly(
            new ListValue("Garage", "Garage"),
            new ListValue("Kitchen", "Kitchen"),
            new ListValue("cook room", "Kitchen"),
            new ListValue("Living room", "Living room"));
  }

  @Test
  void followsWhatHappensElsewhere() {
    HomeAssistantHome home = connected(fake.config());

    fake.changes("light.kitchen", "on", Map.of("brightness", 128L));

    until(() -> home.entity("light.kitchen").orElseThrow().state().equals("on"));
    assertThat(home.entity("light.kitchen").orElseThrow().details())
        .containsEntry("brightness", 50L);
  }

  @ParameterizedTest
  @CsvSource({
    "light.kitchen, turn_on, , 0, on",
    "light.kitchen, turn_on, brightness, 40, on",
    "light.plain, turn_on, , 0, on",
    "switch.coffee, turn_on, , 0, on",
    "fan.living, turn_on, , 0, on",
    "lock.front, unlock, , 0, unlocked",
    "cover.garage, open_cover, , 0, opening",
    "cover.blinds, close_cover, , 0, closing",
    "cover.blinds, set_cover_position, position, 30, open",
    "climate.living, set_temperature, temperature, 21.5, heat",
    "media_player.living, media_pause, , 0, paused",
    "media_player.living, volume_set, volume, 45, playing",
    "media_player.living, media_next_track, , 0, playing"
  })
  void commandsAreDoneWhenTheirThingShowsIt(
      String entity, String service, String detail, double value, String state) {
    HomeAssistantHome home = connected(fake.config());
    Map<String, Object> data = detail == null ? Map.of() : Map.of(detail, value);

    assertThat(answer(home, entity, service, data))
        .isInstanceOfSatisfying(
            HomeAnswer.Done.class,
            done -> {
              assertThat(done.readBack().state()).isEqualTo(state);
              if (detail != null) {
                assertThat(done.readBack().number(detail).orElseThrow().doubleValue())
                    .isEqualTo(value);
              }
            });
    assertThat(fake.services()).containsExactly(Entity.kind(entity) + "." + service + " " + entity);
  }

  @Test
  void whatIsAlreadyAsWantedIsDone() {
    HomeAssistantHome home = connected(fake.config());
    fake.manner("lock.front", Manner.IDLE);

    assertThat(answer(home, "lock.front", "lock", Map.of())).isInstanceOf(HomeAnswer.Done.class);
  }

  @Test
  void whatTellsNothingByItselfIsAsked() {
    HomeAssistantHome home = connected(fake.patient(Duration.ofSeconds(3)));
    fake.manner("light.kitchen", Manner.SECRETIVE);

    assertThat(answer(home, "light.kitchen", "turn_on", Map.of()))
        .isInstanceOf(HomeAnswer.Done.class);
  }

  @ParameterizedTest
  @CsvSource({
    "IDLE, UNCHANGED, 3000",
    "SILENT, SILENT, 200",
    "REFUSES, TURNED_DOWN, 120000",
    "DROPS, SILENT, 120000",
    "BABBLES, SILENT, 120000"
  })
  void withoutProofNothingIsDone(Manner manner, Fault fault, long patienceMillis) {
    HomeAssistantHome home = connected(fake.patient(Duration.ofMillis(patienceMillis)));
    fake.manner("light.kitchen", manner);

    assertThat(fault(answer(home, "light.kitchen", "turn_on", Map.of()))).isEqualTo(fault);
  }

  @Test
  void whatIsNotThereOrCannotDoItIsRefusedWithoutACall() {
    fake.house().set("fan.living", Entity.UNAVAILABLE, Map.of());
    HomeAssistantHome home = connected(fake.config("switch.*"));

    assertThat(fault(answer(home, "light.moon", "turn_on", Map.of()))).isEqualTo(Fault.UNKNOWN);
    assertThat(fault(answer(home, "switch.coffee", "turn_on", Map.of()))).isEqualTo(Fault.UNKNOWN);
    assertThat(fault(answer(home, "lock.front", "turn_on", Map.of()))).isEqualTo(Fault.CANNOT);
    assertThat(fault(answer(home, "lock.front", "open", Map.of()))).isEqualTo(Fault.CANNOT);
    assertThat(fault(answer(home, "light.plain", "turn_on", Map.of("brightness", 5L))))
        .isEqualTo(Fault.CANNOT);
    assertThat(fault(answer(home, "cover.garage", "set_cover_position", Map.of("position", 5L))))
        .isEqualTo(Fault.CANNOT);
    assertThat(fault(answer(home, "fan.living", "turn_on", Map.of()))).isEqualTo(Fault.UNAVAILABLE);
    assertThat(fake.calls()).isEmpty();
  }

  @Test
  void nothingOfASkillsDataGoesAlongButTheNumbersThatAreKnown() {
    HomeAssistantHome home = connected(fake.config());

    answer(
        home,
        "light.kitchen",
        "turn_on",
        Map.of("brightness", 40L, "entity_id", "lock.front", "code", "1234"));

    assertThat(fake.calls())
        .singleElement()
        .satisfies(call -> {
          assertThat(call).containsEntry("service_data", Map.of("brightness_pct", 40L));
          assertThat(call).containsEntry("target", Map.of("entity_id", "light.kitchen"));
        });
  }

  @Test
  void severalCommandsOfOneCallAreUnderWayTogether() throws Exception {
    HomeAssistantHome home = connected(fake.config());
    fake.manner("light.kitchen", Manner.SILENT);
    FutureTask<Map<Integer, HomeAnswer>> both =
        new FutureTask<>(() ->
            home.carryOut(
                List.of(
                    new HomeCommand(1, "light.kitchen", "turn_on", Map.of()),
                    new HomeCommand(2, "light.living", "turn_on", Map.of())),
                carried -> carried.answers()));
    Thread.ofVirtual().start(both);

    until(() -> fake.calls().size() == 2);
    assertThat(both.isDone()).isFalse();
    fake.changes("light.kitchen", "on", Map.of());

    assertThat(both.get().values()).allMatch(HomeAnswer.Done.class::isInstance);
  }

  @Test
  void aDeviceThatKeepsQuietKeepsNobodyWaiting() throws InterruptedException {
    HomeAssistantHome home = connected(fake.config());
    fake.manner("lock.front", Manner.SILENT);
    Thread slow = Thread.ofVirtual().start(() -> answer(home, "lock.front", "unlock", Map.of()));
    until(() -> fake.calls().size() == 1);

    assertThat(answer(home, "light.kitchen", "turn_on", Map.of()))
        .isInstanceOf(HomeAnswer.Done.class);

    assertThat(slow.isAlive()).isTrue();
    home.close();
    slow.join();
  }

  @Test
  void readsEverythingAnewAfterARestart() {
    HomeAssistantHome home = connected(fake.config());

    fake.stop();
    until(() -> !home.condition().orElseThrow().reachable());
    assertThat(fault(answer(home, "light.kitchen", "turn_on", Map.of())))
        .isEqualTo(Fault.UNREACHABLE);
    // Commands fail from the moment on that the connection is gone; the states follow.
    until(() -> state(home, "light.kitchen").equals(Entity.UNAVAILABLE));
    fake.house().set("light.kitchen", "on", Map.of());
    fake.house().light("light.new", "New light", "kitchen");
    fake.again();

    until(() -> home.entities().containsKey("light.new"));
    assertThat(home.entity("light.kitchen").orElseThrow().state()).isEqualTo("on");
    until(() -> home.condition().orElseThrow().reachable());
    assertThat(answer(home, "light.new", "turn_on", Map.of())).isInstanceOf(HomeAnswer.Done.class);
  }

  @Test
  void aWrongTokenIsTriedOnceUntilThereIsAnother() throws IOException {
    fake.wants("another-token");
    HomeAssistantHome home = home(fake.config());
    until(() -> home.condition().orElseThrow().detail().contains("token"));

    assertThat(home.condition().orElseThrow().detail())
        .contains("loqa home token")
        .doesNotContain(FakeHomeAssistant.TOKEN);
    assertThat(fake.attempts()).isEqualTo(1);

    home.setToken("another-token");

    until(() -> home.condition().orElseThrow().reachable());
    assertThat(fake.attempts()).isEqualTo(2);
  }

  @Test
  void withoutATokenItSaysWhatToDo() throws IOException {
    token.remove();
    HomeAssistantHome home = home(fake.config());

    until(() -> home.condition().orElseThrow().detail().contains("has no token"));
    assertThat(fake.attempts()).isZero();
  }

  @Test
  void tellsOfOtherNamesAndNotOfOtherStates() throws InterruptedException {
    HomeAssistantHome home = connected(fake.config());
    BlockingQueue<List<ListValue>> told = new LinkedBlockingQueue<>();
    home.watchNames(() -> told.add(home.names("en")));
    assertThat(told.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isNotNull();

    fake.changes("light.kitchen", "on", Map.of());
    fake.changes("light.living", "on", Map.of("friendly_name", "Sofa light"));

    assertThat(told.poll(LONG.toSeconds(), TimeUnit.SECONDS))
        .contains(new ListValue("Sofa light", "light.living"));
    fake.house().alias("light.kitchen", "Cooking light");
    fake.tell("entity_registry_updated", Map.of("action", "update", "entity_id", "light.kitchen"));
    assertThat(told.poll(LONG.toSeconds(), TimeUnit.SECONDS))
        .contains(new ListValue("Cooking light", "light.kitchen"));
    assertThat(told).isEmpty();
  }

  @Test
  void readsMessagesThatComeInPieces() {
    fake.inPieces(100);

    assertThat(connected(fake.config()).entities()).hasSize(10);
  }

  @Test
  void thingsOfOneNameStandUnderIt() {
    fake.house().light("light.one", "Lamp", "kitchen");
    fake.house().light("light.two", "Lamp", "living");

    HomeAssistantHome home = connected(fake.config());

    assertThat(home.names("en"))
        .contains(
            new ListValue("Lamp", "Lamp"),
            new ListValue("Kitchen Lamp", "light.one"),
            new ListValue("Living room Lamp", "light.two"));
    assertThat(home.meant("lamp")).extracting(Entity::id).containsExactly("light.one", "light.two");
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"DROPS", "BABBLES"})
  void aBrokenConnectionIsMadeAnew(Manner manner) {
    HomeAssistantHome home = connected(fake.config());
    fake.manner("light.kitchen", manner);
    answer(home, "light.kitchen", "turn_on", Map.of());

    fake.manner("light.kitchen", Manner.ACTS);

    until(() -> home.condition().orElseThrow().reachable());
    assertThat(answer(home, "light.kitchen", "turn_on", Map.of()))
        .isInstanceOf(HomeAnswer.Done.class);
  }

  private static String state(HomeAssistantHome home, String id) {
    return home.entity(id).orElseThrow().state();
  }
}
