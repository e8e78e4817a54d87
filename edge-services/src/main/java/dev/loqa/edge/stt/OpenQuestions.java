package dev.loqa.edge.stt;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.bus.Delivery;
import dev.loqa.bus.WireException;
import dev.loqa.protocol.ProtocolException;
import dev.loqa.protocol.SessionExpects;
import dev.loqa.protocol.SessionId;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.UnderstandingException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions in which a question is open, and the ears that hear its answers as well as all
/// else. Remembers [#MOST]; the one that was named first is forgotten. Thread-safe.
final class OpenQuestions {
  static final int MOST = 256;

  private static final Logger LOG = LoggerFactory.getLogger(OpenQuestions.class);

  /// @param until on the clock
  /// @param house the grammar that `ears` were made from
  private record Question(Lexicon answers, long until, int number, String house, Ears ears) {}

  private final Supplier<@Nullable Ears> house;
  private final LongSupplier nanos;
  // Guarded by this.
  private final Map<SessionId, Question> open = new LinkedHashMap<>();
  private final Map<Lexicon, Integer> numbers = new LinkedHashMap<>();
  private int lastNumber;

  /// @param house the ears for what can be said at any time; none before the vocabulary has come
  OpenQuestions(Supplier<@Nullable Ears> house, LongSupplier nanos) {
    this.house = house;
    this.nanos = nanos;
  }

  void told(Delivery delivery) {
    try {
      follow(delivery.as(SessionExpects.class));
    } catch (WireException | ProtocolException | JsonException | UnderstandingException e) {
      LOG.atWarn().addKeyValue("fault", e.getMessage()).log("answers to a question unreadable");
    }
  }

  synchronized void follow(SessionExpects told) {
    open.remove(told.sessionId());
    var ears = house.get();
    if (told.seconds() == 0 || ears == null) {
      return;
    }
    var answers = Json.fromMap(told.lexicon(), Lexicon.class);
    if (!answers.language().equals(ears.language())) {
      return;
    }
    long until = nanos.getAsLong() + Duration.ofSeconds(told.seconds()).toNanos();
    int number = number(answers);
    open.put(
        told.sessionId(),
        new Question(answers, until, number, ears.grammar().name(), ears.with(answers, number)));
    if (open.size() > MOST) {
      open.remove(open.keySet().iterator().next());
    }
  }

  /// The same answers keep their number, so that a recognizer knows their grammar again.
  private int number(Lexicon answers) {
    if (numbers.size() > MOST) {
      numbers.clear();
    }
    return numbers.computeIfAbsent(answers, _ -> ++lastNumber);
  }

  /// The ears for what is said now in this session, where `now` hears what can be said at any time.
  synchronized Ears ears(SessionId session, Ears now) {
    var question = open.get(session);
    if (question == null || nanos.getAsLong() - question.until() >= 0) {
      return now;
    }
    if (!question.house().equals(now.grammar().name())) {
      question =
          new Question(
              question.answers(),
              question.until(),
              question.number(),
              now.grammar().name(),
              now.with(question.answers(), question.number()));
      open.put(session, question);
    }
    return question.ears();
  }
}
