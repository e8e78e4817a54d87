package dev.loqa.edge.stt.http;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.WrittenWords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Reads what a server answered: `{"text"}` (`json`), or with segments that say how sure the model
/// was (`verbose_json`). Pure.
final class TranscriptionAnswer {
  /// A text that comes without any measure is simply trusted this much.
  private static final double CONFIDENCE = 0.75;

  /// Whisper's own rule for silence that it put words into.
  private static final double NO_SPEECH = 0.6;

  private static final double UNLIKELY_LOGPROB = -1;

  /// The longest text that may be a transcript of a minute.
  private static final int MOST_CHARACTERS = 4_000;

  private static final int SHOWN_CHARACTERS = 120;

  private TranscriptionAnswer() {}

  /// @param server names who answered, in faults
  /// @throws SttException when it is no transcription
  static Hypothesis read(byte[] body, String server) {
    Map<String, Object> answer;
    try {
      answer = Json.readObject(body);
    } catch (JsonException e) {
      throw new SttException(
          server
              + " answers with something else than JSON (\""
              + beginning(body)
              + "\"): check stt.http.url",
          e);
    }
    if (!(answer.get("text") instanceof String text)) {
      throw new SttException(
          server
              + " answers with JSON without \"text\" (\""
              + beginning(body)
              + "\"): check stt.http.url, and that the server transcribes");
    }
    if (text.length() > MOST_CHARACTERS) {
      throw new SttException(
          server
              + " answers with "
              + text.length()
              + " characters for one utterance: the model repeats itself, use another");
    }
    return heard(WrittenWords.of(text), segments(answer));
  }

  private static Hypothesis heard(String words, List<Map<?, ?>> segments) {
    if (words.isEmpty() || noSpeech(segments)) {
      return Hypothesis.NOTHING;
    }
    return new Hypothesis(words, confidence(segments), false, List.of());
  }

  private static List<Map<?, ?>> segments(Map<String, Object> answer) {
    return answer.get("segments") instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .<Map<?, ?>>map(one -> (Map<?, ?>) one)
            .toList()
        : List.of();
  }

  private static boolean noSpeech(List<Map<?, ?>> segments) {
    return !segments.isEmpty()
        && segments.stream()
            .allMatch(one ->
                number(one, "no_speech_prob", 0) > NO_SPEECH
                    && number(one, "avg_logprob", 0) < UNLIKELY_LOGPROB);
  }

  /// The mean probability of a token, over the segments by their length.
  private static double confidence(List<Map<?, ?>> segments) {
    double sum = 0;
    double length = 0;
    for (var one : segments) {
      double logprob = number(one, "avg_logprob", Double.NaN);
      double seconds = number(one, "end", 1) - number(one, "start", 0);
      if (!Double.isNaN(logprob) && seconds > 0) {
        sum += logprob * seconds;
        length += seconds;
      }
    }
    return length == 0 ? CONFIDENCE : Math.clamp(Math.exp(sum / length), 0, 1);
  }

  private static double number(Map<?, ?> from, String key, double missing) {
    return from.get(key) instanceof Number number ? number.doubleValue() : missing;
  }

  /// The first characters of what came, on one line, for a fault.
  static String beginning(byte[] body) {
    int length = Math.min(body.length, 4 * SHOWN_CHARACTERS);
    var text =
        new String(body, 0, length, StandardCharsets.UTF_8).replaceAll("[\\s\\p{C}]+", " ").strip();
    return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
  }
}
