package dev.loqa.edge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpokenAnswerTest {
  private final List<String> sentences = new ArrayList<>();

  @Test
  void aSentenceIsGivenWhenItIsWholeAndTheRestAtTheEnd() {
    SpokenAnswer answer = new SpokenAnswer(1_000, sentences::add);

    assertThat(answer.piece("It is 3.5 ")).isTrue();
    assertThat(answer.piece("degrees")).isTrue();
    assertThat(sentences).isEmpty();
    assertThat(answer.piece(".")).isTrue();
    assertThat(sentences).containsExactly("It is 3.5 degrees.");
    assertThat(answer.piece(" Dr. Who")).isTrue();
    assertThat(answer.piece(" came at 5")).isTrue();
    answer.end();

    assertThat(sentences).containsExactly("It is 3.5 degrees.", "Dr. Who came at 5");
    assertThat(answer.said()).isEqualTo("It is 3.5 degrees. Dr. Who came at 5");
    assertThat(answer.fault()).isNull();
  }

  @Test
  void thoughtsAreNotSpokenHoweverTheirMarksAreCut() {
    String text = "<think>Who is that? No idea. </think>I do not know. 1 < 2. <b";
    for (int size = 1; size < 12; size++) {
      List<String> given = new ArrayList<>();
      SpokenAnswer answer = new SpokenAnswer(1_000, given::add);
      for (int at = 0; at < text.length(); at += size) {
        assertThat(answer.piece(text.substring(at, Math.min(text.length(), at + size)))).isTrue();
      }
      answer.end();
      assertThat(String.join("|", given)).isEqualTo("I do not know.|1 < 2. <b");
    }
  }

  @Test
  void theThirdTimeTheSameAndTheLimitEndIt() {
    SpokenAnswer same = new SpokenAnswer(1_000, sentences::add);
    assertThat(same.piece("Yes. Yes! ")).isTrue();
    assertThat(same.piece("YES. Never. ")).isFalse();
    same.end();
    assertThat(sentences).containsExactly("Yes.", "Yes!");
    assertThat(same.fault()).contains("repeats");

    SpokenAnswer small = new SpokenAnswer(20, sentences::add);
    assertThat(small.piece("This fits in there. This does not. ")).isFalse();
    assertThat(small.said()).isEqualTo("This fits in there.");
    assertThat(small.fault()).contains("more than 20 characters");
  }

  @Test
  void aTextWithoutSentencesIsCutAfterAWord() {
    SpokenAnswer answer = new SpokenAnswer(4_000, sentences::add);
    assertThat(answer.piece("word ".repeat(100))).isTrue();
    answer.end();
    assertThat(sentences).hasSize(2).allMatch(s -> s.endsWith("word"));
    assertThat(answer.said()).hasSize(499);
  }
}
