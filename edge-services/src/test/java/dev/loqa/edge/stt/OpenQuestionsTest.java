package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.protocol.SessionExpects;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Vocabulary;
import dev.loqa.understanding.Completeness;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OpenQuestionsTest {
  private static final SessionId SESSION = new SessionId("kitchen");
  private static final Ears HOUSE = ears("1", "turn on the lamp", "no more light");

  private final AtomicReference<@Nullable Ears> house = new AtomicReference<>(HOUSE);
  private final AtomicLong now = new AtomicLong();
  private final OpenQuestions questions = new OpenQuestions(house::get, now::get);

  private static Lexicon lexicon(String language, String... sentences) {
    return new Lexicon(
        language,
        List.of(new IntentSpec("a.b", List.of(sentences), Map.of())),
        Map.of(),
        Map.of(),
        Map.of());
  }

  private static Ears ears(String version, String... sentences) {
    return Ears.of(new Vocabulary("en", version, Json.toMap(lexicon("en", sentences))));
  }

  private static SessionExpects expects(int seconds, Lexicon lexicon) {
    return new SessionExpects(SESSION, seconds, Json.toMap(lexicon));
  }

  private Ears heard() {
    return questions.ears(SESSION, Objects.requireNonNull(house.get()));
  }

  @Test
  void hearsAnswersBesideEverythingElse() {
    questions.follow(expects(60, lexicon("en", "yes", "no")));

    assertThat(heard().grammar().words()).contains("yes", "no", "lamp");
    assertThat(heard().meaning().apply("yes")).isEqualTo(Completeness.COMPLETE);
    assertThat(heard().meaning().apply("turn on the lamp")).isEqualTo(Completeness.COMPLETE);
    // "No" is an answer, and the beginning of something else.
    assertThat(heard().meaning().apply("no")).isEqualTo(Completeness.COMPLETE_MAY_CONTINUE);
    assertThat(heard().meaning().apply("turn")).isEqualTo(Completeness.PREFIX);
    assertThat(heard().meaning().apply("maybe")).isEqualTo(Completeness.OTHER);
    assertThat(questions.ears(new SessionId("hall"), HOUSE)).isSameAs(HOUSE);
  }

  @Test
  void theSameAnswersAreTheSameGrammar() {
    questions.follow(expects(60, lexicon("en", "yes")));
    var first = heard().grammar();
    questions.follow(expects(60, lexicon("en", "five minutes")));
    var other = heard().grammar();
    questions.follow(expects(60, lexicon("en", "yes")));

    assertThat(heard().grammar()).isEqualTo(first).isNotEqualTo(other);
  }

  @Test
  void endsWithTheAnswerAndWithItsTime() {
    questions.follow(expects(60, lexicon("en", "yes")));
    questions.follow(new SessionExpects(SESSION, 0, Map.of()));
    assertThat(heard()).isSameAs(HOUSE);

    questions.follow(expects(60, lexicon("en", "yes")));
    now.addAndGet(Duration.ofSeconds(60).toNanos());
    assertThat(heard()).isSameAs(HOUSE);
  }

  @Test
  void followsANewVocabulary() {
    questions.follow(expects(60, lexicon("en", "yes")));
    house.set(ears("2", "open the door"));

    assertThat(heard().grammar().words()).contains("yes", "door").doesNotContain("lamp");
  }

  @Test
  void listensForNothingOfAnotherLanguageAndWithoutAVocabulary() {
    questions.follow(expects(60, lexicon("de", "ja")));
    assertThat(heard()).isSameAs(HOUSE);

    house.set(null);
    questions.follow(expects(60, lexicon("en", "yes")));
    assertThat(questions.ears(SESSION, HOUSE)).isSameAs(HOUSE);
  }

  @Test
  void forgetsTheFirstOfTooMany() {
    questions.follow(expects(60, lexicon("en", "yes")));
    for (int i = 0; i < OpenQuestions.MOST; i++) {
      questions.follow(
          new SessionExpects(new SessionId("s" + i), 60, Json.toMap(lexicon("en", "yes"))));
    }
    assertThat(heard()).isSameAs(HOUSE);
    assertThat(questions.ears(new SessionId("s0"), HOUSE)).isNotSameAs(HOUSE);
  }
}
