package dev.loqa.understanding.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
  private static final String TEXT =
      "Hello there! It is 3.5 degrees, Dr. Who said. On 3. Mai?\n1. First\n\"Yes.\" And so on… End";

  @Test
  void theSameSentencesComeOutWhateverThePieces() {
    for (int size = 1; size <= TEXT.length(); size++) {
      assertThat(cut(size))
          .containsExactly(
              "Hello there!",
              "It is 3.5 degrees, Dr. Who said.",
              "On 3. Mai?",
              "1. First",
              "\"Yes.\"",
              "And so on…",
              "End");
    }
  }

  @Test
  void aSentenceIsThereWithTheSpaceThatEndsIt() {
    Sentences sentences = new Sentences();
    assertThat(sentences.accept("One two.")).isEmpty();
    assertThat(sentences.accept(" ")).containsExactly("One two.");
    assertThat(sentences.rest()).isEmpty();
  }

  @Test
  void anEarlyOneEndsWithItsMarkUnlessMoreOfItMayFollow() {
    assertThat(early("It", " is", " here", ".", " Come", "!"))
        .containsExactly("It is here.", "Come!", "(end)");
    assertThat(early("It", " is", " 3", ".", "5", " degrees", "."))
        .containsExactly("It is 3.5 degrees.", "(end)");
    assertThat(early("Ask", " Dr", ".", " Who", ".", "\n\n", "Now", "."))
        .containsExactly("Ask Dr. Who.", "Now.", "(end)");
    assertThat(early("In", " the", " U", ".", "S", ".", " they", " agree", "."))
        .containsExactly("In the U.S.", "they agree.", "(end)");
    assertThat(early("Wait", "...", " no", "!")).containsExactly("Wait...", "no!", "(end)");
    assertThat(early("On", " 3", ".", " May")).containsExactly("(end)", "On 3. May");
  }

  /// What comes out piece by piece, "(end)", and what is left.
  private static List<String> early(String... pieces) {
    Sentences sentences = Sentences.early();
    List<String> whole = new ArrayList<>();
    for (String piece : pieces) {
      whole.addAll(sentences.accept(piece));
    }
    whole.add("(end)");
    sentences.rest().ifPresent(whole::add);
    return whole;
  }

  @Test
  void whatHasNoEndIsCutAfterAWordAndNeverInACharacter() {
    Sentences sentences = new Sentences();
    List<String> whole = sentences.accept("seven77 ".repeat(100));
    assertThat(whole).allMatch(s -> s.length() <= Sentences.LONGEST && s.endsWith("seven77"));

    List<String> smileys = new ArrayList<>(new Sentences().accept("x" + "😀".repeat(1_000)));
    assertThat(smileys).allMatch(s -> !Character.isHighSurrogate(s.charAt(s.length() - 1)));
  }

  private static List<String> cut(int size) {
    Sentences sentences = new Sentences();
    List<String> whole = new ArrayList<>();
    for (int at = 0; at < TEXT.length(); at += size) {
      whole.addAll(sentences.accept(TEXT.substring(at, Math.min(TEXT.length(), at + size))));
    }
    sentences.rest().ifPresent(whole::add);
    return whole;
  }
}
