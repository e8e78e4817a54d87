package dev.loqa.edge.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.edge.tts.TtsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the real espeak-ng.
final class PronunciationTest {
  private final EspeakPhonemes american = new EspeakPhonemes("espeak-ng", "en-us");
  private final EspeakPhonemes british = new EspeakPhonemes("espeak-ng", "en-gb");

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void stop() {
    american.close();
    british.close();
  }

  @Test
  void theTableOfSymbolsIsWhole() {
    assertThat(Vocabulary.size()).isEqualTo(114);
    assertThat(Vocabulary.tokens("ˈ; ᵻ漢")).containsExactly(156, 1, 16, 177);
  }

  @Test
  void americanAndBritishUseKokorosOwnLetters() {
    Pronunciation us = new Pronunciation(Accent.AMERICAN, american, Lexicon.EMPTY);
    Pronunciation gb = new Pronunciation(Accent.BRITISH, british, Lexicon.EMPTY);

    assertThat(us.of("I say go now, boy")).isEqualTo("I sˈA ɡˌO nˈW, bˈY");
    assertThat(us.of("better birds judge each")).isEqualTo("bˈɛTəɹ bˈɜɹdz ʤˈʌʤ ˈiʧ");
    assertThat(gb.of("go home")).isEqualTo("ɡˌQ hˈQm");
  }

  @Test
  void everySymbolOfManyWordsIsKnownToTheModel() {
    String text =
        "The thirty three thieves thought that they thrilled the throne throughout Thursday. "
            + "Bottle, button, mountain, little; genre, garage, loch, fiancé, naïve, uh-oh, zoo, queue, nurse, near, hair, poor.";

    for (Accent accent : new Accent[] {Accent.AMERICAN, Accent.BRITISH}) {
      String symbols =
          new Pronunciation(accent, accent == Accent.AMERICAN ? american : british, Lexicon.EMPTY)
              .of(text);
      assertThat(symbols.chars().filter(c -> !Vocabulary.knows((char) c)).toArray())
          .as(symbols)
          .isEmpty();
    }
  }

  @Test
  void punctuationStaysWhereItStood() {
    Pronunciation us = new Pronunciation(Accent.AMERICAN, american, Lexicon.EMPTY);

    assertThat(us.of("No! \"Go\" (up)... no - no?")).isEqualTo("nˈO! “ɡˈO” (ˈʌp)... nˈO — nˈO?");
  }

  @Test
  void theLexiconComesFirstAndTheRestIsAsked() throws IOException {
    Path file = folder.resolve("words.txt");
    Files.writeString(
        file, "\ufeff# mine\nlamp = tree # a note\nliving room = /lˈɪvɪn/\n[de]\nlamp = Baum\n");
    Lexicon lexicon = Lexicon.read(file).get("");
    Pronunciation us =
        new Pronunciation(Accent.AMERICAN, american, lexicon == null ? Lexicon.EMPTY : lexicon);

    assertThat(us.of("The Lamp, the LIVING room.")).isEqualTo("ðə tɹˈi, ðˈə lˈɪvɪn.");
    assertThat(Lexicon.read(file)).containsOnlyKeys("", "de");
  }

  @Test
  void wordsOfAnotherScriptAndLongTextsNeitherMixNorHang() {
    String alone = american.of("lamp");

    assertThat(american.of("漢字 😀")).isNotNull();
    assertThat(american.of("zzqxjv")).isEmpty();
    assertThat(american.of("word ".repeat(1_000)).split(" ")).hasSizeGreaterThan(900);
    assertThat(american.of("lamp")).isEqualTo(alone);
  }

  @Test
  void aProcessThatDiedIsReplaced() {
    String before = american.of("lamp");
    ProcessHandle.current()
        .children()
        .filter(child ->
            child.info().arguments().map(a -> String.join(" ", a)).orElse("").contains("--ipa"))
        .forEach(ProcessHandle::destroyForcibly);

    assertThat(american.of("lamp")).isEqualTo(before);
  }

  @Test
  void withoutTheProgramTheWayOutIsNamed() {
    try (EspeakPhonemes none = new EspeakPhonemes("/nowhere/espeak-ng", "en-us")) {
      assertThatThrownBy(() -> none.of("lamp"))
          .isInstanceOf(TtsException.class)
          .hasMessageContainingAll("/nowhere/espeak-ng gives no phonemes", "try");
    }
  }
}
