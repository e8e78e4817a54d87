package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What typed words do in a whole house.
@ExtendWith(SharedHouse.class)
final class TypedTurnTest {
  private final House house;

  TypedTurnTest(House house) {
    this.house = house;
  }

  @Test
  void turnsALightOnWithAReceiptASpokenReplyAndALedgerThatSums() {
    Turn turn = house.say("turn on the kitchen light");

    assertThat(turn.done()).containsExactly("smart-home.turn_on kitchen light done");
    assertThat(turn.reply()).containsIgnoringCase("kitchen light");
    assertThat(turn.audioMs()).isGreaterThan(300);
    assertLedgerSums(turn);
    assertThat(house.state("light.kitchen")).isEqualTo("on");
  }

  @Test
  void ringsATimerUntilItIsStopped() {
    Turn set = house.say("set a timer for one second");
    assertThat(set.done()).hasSize(1);

    Soon.is(
        "it rings",
        Duration.ofSeconds(10),
        () -> !Turn.list(house.read("/v1/alerts"), "alerts").isEmpty());
    Turn stop = house.say("stop");

    assertThat(stop.reply()).isNotBlank();
    assertThat(Turn.list(house.read("/v1/alerts"), "alerts")).isEmpty();
    assertThat(house.events("alert.ack")).hasSize(1);
    assertThat(Turn.list(house.read("/v1/timers"), "timers")).isEmpty();
  }

  @Test
  void doesTwoCommandsOfOneSentenceWithAReceiptEach() {
    Turn turn = house.say("turn on the bedroom light and set a timer for two hours");

    assertThat(turn.receipts()).hasSize(2);
    assertThat(turn.done()).allMatch(receipt -> receipt.endsWith(" done"));
    assertThat(house.say("cancel the timer").done()).hasSize(1);
  }

  @Test
  void doesNothingForAThingThatIsNotThereAndNamesWhatIs() {
    Turn turn = house.say("turn on the patio lamp");

    assertThat(turn.receipts()).isEmpty();
    assertThat(turn.reply()).containsIgnoringCase("lamp");
  }

  /// Every stage stands in the ledger, none is counted twice, and the rest is the smaller part. How
  /// small it is depends on the machine's load: `./loqa bench spoken` measures that.
  static void assertLedgerSums(Turn turn) {
    assertThat(turn.totalMs()).isPositive();
    assertThat(turn.stages())
        .containsKeys("endpoint", "stt", "route", "skill", "llm", "tts", "play", "unattributed");
    assertThat(turn.unattributedMs())
        .as("%s of %s", turn.stages(), turn.totalMs())
        .isBetween(-1.0, turn.totalMs() / 2);
  }
}
