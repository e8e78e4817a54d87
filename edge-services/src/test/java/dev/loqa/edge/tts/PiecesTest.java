package dev.loqa.edge.tts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PiecesTest {
  @Test
  void aShortAnswerIsOnePiece() {
    assertThat(Pieces.of("Timer for ten minutes started."))
        .containsExactly("Timer for ten minutes started.");
  }

  @Test
  void aLongFirstSentenceBeginsWithItsFirstClause() {
    assertThat(
            Pieces.of(
                "The light in the kitchen is on, and the one in the hall is off. Good night!"))
        .containsExactly(
            "The light in the kitchen is on,", "and the one in the hall is off.", "Good night!");
  }

  @Test
  void withoutACommaALongSentenceIsCutBeforeAJoiningWord() {
    String text =
        "I have turned on every single lamp that I know of in the house and I have locked all of the doors as well.";

    assertThat(Pieces.of(text))
        .containsExactly(
            "I have turned on every single lamp that I know of in the house",
            "and I have locked all of the doors as well.");
  }

  @Test
  void laterSentencesStayWhole() {
    String later = "Here comes a sentence, with a comma in it, which is not the first one.";

    assertThat(Pieces.of("Yes. " + later)).containsExactly("Yes.", later);
  }

  @Test
  void initialsAndDecimalsEndNoSentence() {
    assertThat(Pieces.of("J. S. Bach, 3.5 of 4.")).hasSize(1);
  }

  @Test
  void noPieceIsTooLongAndNothingIsLost() {
    for (String word : new String[] {"word ", "word, ", "x", "and so ", "😀", "end. "}) {
      String text = word.repeat(3_000 / word.length()).strip();

      assertThat(Pieces.of(text)).allMatch(piece -> piece.length() <= 280 && !piece.isBlank());
      assertThat(String.join("", Pieces.of(text)).replace(" ", ""))
          .isEqualTo(text.replace(" ", ""));
    }
  }

  @Test
  void nothingIsNoPiece() {
    assertThat(Pieces.of(" \n ")).isEmpty();
  }
}
