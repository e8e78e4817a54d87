package dev.loqa.edge.stt.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArpabetTest {
  @ParameterizedTest
  @CsvSource({
    "hˈɔːlweɪ, HH AO L W EY",
    "zˈoːɹblæks, Z AO R B L AE K S",
    "θˈɜːməstˌæt, TH ER M AH S T AE T",
    "mˈɛʒɚ, M EH ZH ER",
    "lˈɪɾəl, L IH T AH L",
    "bˈʌʔn̩, B AH T AH N",
    "dʒˈuːsi, JH UW S IY",
  })
  void turnsIpaIntoPhones(String ipa, String phones) {
    assertThat(Arpabet.of(ipa)).contains(phones);
  }

  @Test
  void hasNothingToSayForSymbolsWithoutSound() {
    assertThat(Arpabet.of("ˈ ˌ")).isEmpty();
  }

  @Test
  void espeakPronouncesInventedNames() {
    var sounds =
        new EspeakPronouncer("espeak-ng").pronounce(List.of("zorblax", "hallway", "wi-fi"));

    assertThat(sounds).containsKeys("zorblax", "hallway", "wi-fi");
    assertThat(sounds.get("zorblax")).containsExactly("Z AO R B L AE K S");
  }

  @Test
  void guessesNothingWithoutEspeak() {
    assertThat(new EspeakPronouncer("no-such-program").pronounce(List.of("zorblax"))).isEmpty();
  }
}
