package dev.loqa.loqad.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.loqad.home.HomeAnswer.Fault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulatedHomeTest {
  private final SimulatedHome home = new SimulatedHome(Optional.empty());

  private HomeAnswer answer(String entity, String service, Map<String, Object> data) {
    return home.carryOut(
        List.of(new HomeCommand(1, entity, service, data)),
        carried -> Objects.requireNonNull(carried.answers().get(1)));
  }

  private @Nullable Fault fault(String entity, String service, Map<String, Object> data) {
    return answer(entity, service, data) instanceof HomeAnswer.Refused refused
        ? refused.fault()
        : null;
  }

  @Test
  void aLightThatIsTurnedOnReadsBackAsOn() {
    assertThat(answer("light.kitchen", "turn_on", Map.of()))
        .isInstanceOfSatisfying(
            HomeAnswer.Done.class,
            done -> {
              assertThat(done.readBack().state()).isEqualTo("on");
              assertThat(done.readBack().details()).containsEntry("brightness", 100L);
            });
    assertThat(home.entity("light.kitchen").orElseThrow().state()).isEqualTo("on");
  }

  @Test
  void brightnessStaysWithinItsBounds() {
    assertThat(answer("light.kitchen", "turn_on", Map.of("brightness", 400L)))
        .isInstanceOfSatisfying(
            HomeAnswer.Done.class,
            done -> assertThat(done.readBack().details()).containsEntry("brightness", 100L));
    assertThat(fault("light.kitchen", "turn_on", Map.of("brightness", "much")))
        .isEqualTo(Fault.CANNOT);
  }

  @Test
  void aPlayerThatIsMutedStaysSoOverARestart() {
    String player = "media_player.living_room";
    HomeCommand mute = new HomeCommand(1, player, "volume_mute", Map.of("muted", true));

    Optional<byte[]> saved = home.carryOut(List.of(mute), Home.Carried::keep);

    assertThat(home.entity(player).orElseThrow().details()).containsEntry("muted", true);
    assertThat(new SimulatedHome(saved).entity(player).orElseThrow().details())
        .containsEntry("muted", true)
        .containsEntry("volume", 30L);
    assertThat(fault(player, "volume_mute", Map.of())).isEqualTo(Fault.CANNOT);
  }

  @ParameterizedTest
  @CsvSource({
    "cover.garage_door, open_cover, , 0, open",
    "cover.garage_door, close_cover, , 0, closed",
    "cover.bedroom_blinds, set_cover_position, position, 40, open",
    "cover.bedroom_blinds, set_cover_position, position, 0, closed",
    "climate.living_room, set_temperature, temperature, 21, heat",
    "climate.living_room, turn_off, , 0, off",
    "media_player.living_room, media_play, , 0, playing",
    "media_player.living_room, volume_set, volume, 55, paused",
    "lock.front_door, unlock, , 0, unlocked",
    "fan.kitchen, turn_on, , 0, on"
  })
  void everyKindDoesWhatItCan(
      String entity, String service, String detail, long value, String state) {
    Map<String, Object> data = detail == null ? Map.of() : Map.of(detail, value);

    assertThat(answer(entity, service, data))
        .isInstanceOfSatisfying(
            HomeAnswer.Done.class,
            done -> {
              assertThat(done.readBack().state()).isEqualTo(state);
              if (detail != null) {
                assertThat(done.readBack().number(detail).orElseThrow().longValue())
                    .isEqualTo(value);
              }
            });
  }

  @Test
  void whatIsNotThereOrCannotDoItIsRefused() {
    assertThat(fault("light.moon", "turn_on", Map.of())).isEqualTo(Fault.UNKNOWN);
    assertThat(fault("lock.front_door", "turn_on", Map.of())).isEqualTo(Fault.CANNOT);
    assertThat(fault("fan.kitchen", "turn_on", Map.of("brightness", 5L))).isEqualTo(Fault.CANNOT);
    assertThat(fault("light.kitchen", "explode", Map.of())).isEqualTo(Fault.CANNOT);
    assertThat(fault("cover.garage_door", "turn_on", Map.of())).isEqualTo(Fault.CANNOT);
  }

  @Test
  void theStateSurvivesARestart() {
    AtomicReference<byte[]> kept = new AtomicReference<>();
    home.carryOut(
        List.of(
            new HomeCommand(1, "light.bedroom", "turn_on", Map.of("brightness", 40L)),
            new HomeCommand(
                2, "climate.living_room", "set_temperature", Map.of("temperature", 22.5))),
        carried -> {
          kept.set(carried.keep().orElseThrow());
          return true;
        });

    SimulatedHome restored = new SimulatedHome(Optional.of(kept.get()));

    assertThat(restored.entities()).isEqualTo(home.entities());
  }

  @Test
  void aCommitThatFailsLeavesTheHomeAsItWas() {
    Map<String, Entity> before = home.entities();

    assertThatThrownBy(() ->
            home.carryOut(
                List.of(new HomeCommand(1, "light.bedroom", "turn_on", Map.of())),
                carried -> {
                  throw new IllegalStateException("full");
                }))
        .hasMessage("full");

    assertThat(home.entities()).isEqualTo(before);
  }
}
