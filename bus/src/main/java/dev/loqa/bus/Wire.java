package dev.loqa.bus;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.AudioLimits;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.Message;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.ProtocolException;
import dev.loqa.protocol.Quoted;
import dev.loqa.protocol.SatelliteHear;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SkillCommand;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How messages look in bytes: JSON, but audio as headers and raw s16le. What is read may be either
/// on audio subjects.
public final class Wire {
  static final String CONTENT_TYPE = "Content-Type";
  static final String SEQUENCE = "Loqa-Sequence";
  static final String RATE = "Loqa-Rate";
  static final String CHANNELS = "Loqa-Channels";
  static final String FINAL = "Loqa-Final";
  static final String TARGET = "Loqa-Target";
  static final String TURN = "Loqa-Turn";

  private static final String AUDIO = "audio/L16";

  /// Bytes of one JSON message at most; base64 audio and vocabularies have limits of their own.
  private static final int MOST_JSON = 256 * 1024;

  private static final int MOST_AUDIO_JSON = AudioLimits.FRAME_BYTES / 3 * 4 + 4 * 1024;
  private static final int MOST_LARGE_JSON = 1024 * 1024;

  private Wire() {}

  /// A message ready to be sent.
  @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
  public record Encoded(Map<String, String> headers, byte[] body) {}

  /// The bytes of a message; a [WireException] when it is too large to travel.
  public static Encoded encode(Message message) {
    return switch (message) {
      case AudioFrame frame ->
          audio(
              frame.sequence(),
              frame.sampleRate(),
              frame.channels(),
              frame.isFinal(),
              frame.pcm(),
              null,
              null);
      case TtsAudio audio ->
          audio(
              audio.sequence(),
              audio.sampleRate(),
              audio.channels(),
              audio.isFinal(),
              audio.pcm(),
              audio.target(),
              audio.turnId());
      case SkillCommand command -> json(command, Json.write(command.payload()));
      default -> json(message, Json.write(message));
    };
  }

  /// The message of a body; a [WireException] names the subject, the fault and the way out.
  public static <T extends Message> T decode(
      String subject, Map<String, String> headers, byte[] body, Class<T> type) {
    try {
      if (type == SkillCommand.class) {
        checkSize(subject, body, MOST_JSON);
        return type.cast(skillCommand(subject, body));
      }
      boolean audio = type == AudioFrame.class || type == TtsAudio.class;
      String contentType = header(headers, CONTENT_TYPE);
      if (audio && contentType != null) {
        if (contentType.equalsIgnoreCase(AUDIO)) {
          return type.cast(
              type == AudioFrame.class
                  ? frame(subject, headers, body)
                  : speech(subject, headers, body));
        }
        if (!contentType.equalsIgnoreCase("application/json")) {
          throw new WireException(
              subject
                  + " has the content type "
                  + Quoted.of(contentType)
                  + ": send "
                  + AUDIO
                  + " or application/json");
        }
      }
      checkSize(subject, body, most(type));
      return Json.read(body, type);
    } catch (JsonException | ProtocolException e) {
      throw new WireException(subject + ": " + e.getMessage(), e);
    } catch (NullPointerException e) {
      throw new WireException(
          subject
              + ": a field that "
              + type.getSimpleName()
              + " needs is missing: send every field of the contract",
          e);
    }
  }

  private static Encoded audio(
      long sequence,
      int rateHz,
      int channels,
      boolean last,
      Bytes pcm,
      @Nullable String target,
      @Nullable TurnId turn) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(SEQUENCE, Long.toString(sequence));
    headers.put(RATE, Integer.toString(rateHz));
    headers.put(CHANNELS, Integer.toString(channels));
    headers.put(FINAL, Boolean.toString(last));
    headers.put(CONTENT_TYPE, AUDIO);
    if (target != null) {
      headers.put(TARGET, target);
    }
    if (turn != null) {
      headers.put(TURN, turn.value());
    }
    return new Encoded(headers, pcm.toArray());
  }

  private static Encoded json(Message message, byte[] body) {
    checkSize(message.getClass().getSimpleName(), body, most(message.getClass()));
    return new Encoded(Map.of(), body);
  }

  private static AudioFrame frame(String subject, Map<String, String> headers, byte[] body) {
    return new AudioFrame(
        session(subject),
        number(subject, headers, SEQUENCE),
        (int) number(subject, headers, RATE),
        (int) number(subject, headers, CHANNELS),
        Bytes.wrap(body),
        flag(subject, headers, FINAL));
  }

  private static TtsAudio speech(String subject, Map<String, String> headers, byte[] body) {
    String turn = header(headers, TURN);
    return new TtsAudio(
        session(subject),
        header(headers, TARGET),
        number(subject, headers, SEQUENCE),
        (int) number(subject, headers, RATE),
        (int) number(subject, headers, CHANNELS),
        Bytes.wrap(body),
        flag(subject, headers, FINAL),
        turn == null ? null : new TurnId(turn));
  }

  private static SkillCommand skillCommand(String subject, byte[] body) {
    String[] tokens = subject.split("\\.", -1);
    if (tokens.length != 3 || !tokens[0].equals("skill")) {
      throw new WireException(subject + " is no skill's subject: use skill.<name>.<verb>");
    }
    return new SkillCommand(
        tokens[1], tokens[2], body.length == 0 ? Map.of() : Json.readObject(body));
  }

  private static SessionId session(String subject) {
    String[] tokens = subject.split("\\.", -1);
    if (tokens.length != 3) {
      throw new WireException(
          subject + " names no session: send binary audio to audio.frame.<session>");
    }
    return new SessionId(tokens[2]);
  }

  private static long number(String subject, Map<String, String> headers, String name) {
    String value = header(headers, name);
    try {
      if (value != null) {
        return name.equals(SEQUENCE) ? Long.parseLong(value) : Integer.parseInt(value);
      }
    } catch (NumberFormatException e) {
      throw new WireException(
          subject + " has the header " + name + " " + Quoted.of(value) + ": send a number", e);
    }
    throw new WireException(subject + " lacks the header " + name + ": binary audio needs it");
  }

  private static boolean flag(String subject, Map<String, String> headers, String name) {
    String value = header(headers, name);
    return switch (value) {
      case null ->
          throw new WireException(
              subject + " lacks the header " + name + ": binary audio needs it");
      case "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw new WireException(
              subject
                  + " has the header "
                  + name
                  + " "
                  + Quoted.of(value)
                  + ": send true or false");
    };
  }

  private static @Nullable String header(Map<String, String> headers, String name) {
    String exact = headers.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, String> entry : headers.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(name)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static int most(Class<? extends Message> type) {
    if (type == AudioFrame.class || type == TtsAudio.class) {
      return MOST_AUDIO_JSON;
    }
    boolean large =
        type == Vocabulary.class || type == NluRequest.class || type == SatelliteHear.class;
    return large ? MOST_LARGE_JSON : MOST_JSON;
  }

  private static void checkSize(String what, byte[] body, int most) {
    if (body.length > most) {
      throw new WireException(
          what
              + " has "
              + body.length
              + " bytes: send at most "
              + most
              + ", split it or shorten its text");
    }
  }
}
