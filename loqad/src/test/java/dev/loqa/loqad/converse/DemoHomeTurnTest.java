package dev.loqa.loqad.converse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.loqad.policy.OwnerRules;
import dev.loqa.protocol.Receipt;
import dev.loqa.protocol.TurnReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The demo home by words: from a typed sentence through the skill that comes with Loqa to the
/// home's state, and what is asked first.
@Timeout(120)
final class DemoHomeTurnTest {
  private static final Path SKILL = Path.of("..", "skills", "smart-home", "target", "skill");
  private static final String GARAGE = "cover.garage_door";
  private static final String BLINDS = "cover.bedroom_blinds";

  @TempDir private Path folder;
  private TalkingHouse house;

  @BeforeEach
  void start() throws InterruptedException {
    assumeTrue(
        Files.exists(SKILL.resolve("build/smart-home.wasm")),
        "left out: the skill smart-home is not built, mvn package makes it");
    house = new TalkingHouse(folder, OwnerRules.DEFAULT);
    house.load(SKILL);
  }

  @AfterEach
  void stop() {
    if (house != null) {
      house.close();
    }
  }

  @Test
  void opensTheGarageAfterAYesAndNotBefore() {
    TurnReport asked = house.say("open the garage door");

    assertThat(asked.reply()).isEqualTo("Do you really want me to open the garage door?");
    assertThat(house.state(GARAGE)).isEqualTo("closed");
    assertThat(house.say("no").reply()).isEqualTo("All right, I won't.");
    assertThat(house.state(GARAGE)).isEqualTo("closed");

    house.say("open the garage door");
    TurnReport done = house.say("yes");

    assertThat(done.reply()).isEqualTo("Opening the garage door.");
    assertThat(done.receipts()).extracting(Receipt::result).containsExactly(Receipt.DONE);
    assertThat(house.state(GARAGE)).isEqualTo("open");
    assertThat(house.say("is the garage open").reply()).isEqualTo("Yes, the garage door is open.");
  }

  @Test
  void closesItWithoutAsking() {
    house.say("open the garage");
    house.say("yes");

    assertThat(house.say("close the garage door").reply()).isEqualTo("Closing the garage door.");
    assertThat(house.state(GARAGE)).isEqualTo("closed");
  }

  @Test
  void opensBlindsWithoutAskingAndLeavesTheGarageShut() {
    assertThat(house.say("open the blinds").reply()).isEqualTo("Opening the bedroom blinds.");

    assertThat(house.state(BLINDS)).isEqualTo("open");
    assertThat(house.state(GARAGE)).isEqualTo("closed");
    assertThat(house.say("sind die Rollos zu", "de").reply())
        .isEqualTo("Nein, Schlafzimmerrollo ist offen.");
  }

  @Test
  void leavesCoversLocksAndHeatingAloneWhenEverythingIsTurnedOff() {
    house.say("turn on the kitchen light");

    TurnReport off = house.say("turn off everything");

    assertThat(off.receipts()).isNotEmpty().extracting(Receipt::result).containsOnly(Receipt.DONE);
    assertThat(house.state("light.kitchen")).isEqualTo("off");
    assertThat(house.state("climate.living_room")).isEqualTo("heat");
    assertThat(house.state("lock.front_door")).isEqualTo("locked");
  }

  @Test
  void playsAndPauses() {
    assertThat(house.say("play some music").reply())
        .isEqualTo("Playing on the living room speaker.");
    assertThat(house.state("media_player.living_room")).isEqualTo("playing");
    assertThat(house.say("stopp die Musik", "de").reply())
        .isEqualTo("Wohnzimmerlautsprecher angehalten.");
    assertThat(house.state("media_player.living_room")).isEqualTo("paused");
  }
}
