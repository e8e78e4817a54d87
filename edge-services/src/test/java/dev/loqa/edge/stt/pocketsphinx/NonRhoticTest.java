package dev.loqa.edge.stt.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NonRhoticTest {
  @ParameterizedTest
  @CsvSource({
    "timer, T AY M ER, T AY M AH",
    "timers, T AY M ER Z, T AY M AH Z",
    "four, F AO R, F AO",
    "alarm, AH L AA R M, AH L AA M",
    "hour, AW ER, AW AH",
    "our, AW R, AW AH",
    "clear, K L IH R, K L IH AH",
    "there, DH EH R, DH EH AH",
    "forever, F ER EH V ER, F ER EH V AH",
    "turn, T ER N, T ER N",
    "living room, L IH V IH NG R UW M, L IH V IH NG R UW M",
    "every, EH V ER IY, EH V ER IY",
    "zero, Z IH R OW, Z IH R OW",
    "read, R EH D, R EH D",
    "r, R, R",
  })
  void saysAnROnlyBeforeAVowel(String word, String dictionary, String said) {
    assertThat(NonRhotic.of(dictionary)).as(word).isEqualTo(said);
  }

  @Test
  void isHeardBesideTheOtherNotInstead() {
    assertThat(NonRhotic.beside(List.of("F AO R", "F ER")))
        .containsExactly("F AO R", "F ER", "F AO");
    assertThat(NonRhotic.beside(List.of("K IH CH AH N"))).containsExactly("K IH CH AH N");
  }
}
