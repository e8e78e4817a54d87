package dev.loqa.edge.stt.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.edge.stt.Grammar;
import org.junit.jupiter.api.Test;

/// The words that a command is compared with.
final class BackgroundSpeechTest {
  private final BackgroundSpeech background = new BackgroundSpeech();

  private static Grammar house(String word) {
    return Grammar.ofFsg(
        "house",
        "FSG_BEGIN house\nNUM_STATES 2\nSTART_STATE 0\nFINAL_STATE 1\nTRANSITION 0 1 1.0 "
            + word
            + "\nFSG_END\n",
        "");
  }

  @Test
  void holdsTheWordsOfTheHouseAndCommonOnes() {
    var free = background.beside(house("thermostat"));

    assertThat(free.words()).contains("thermostat", "people", "because").hasSizeGreaterThan(250);
    assertThat(Grammar.ofFsg("read", free.fsg(), "").words()).isEqualTo(free.words());
  }

  @Test
  void allWordsAndTheEndTogetherAreCertain() {
    double sum =
        background
            .beside(house("thermostat"))
            .fsg()
            .lines()
            .filter(line -> line.startsWith("TRANSITION"))
            .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[3]))
            .sum();

    assertThat(sum).isBetween(0.999, 1.001);
  }

  @Test
  void isMadeOnceForTheSameWords() {
    assertThat(background.beside(house("lamp"))).isSameAs(background.beside(house("lamp")));
    assertThat(background.beside(house("lamp"))).isNotEqualTo(background.beside(house("fan")));
  }
}
