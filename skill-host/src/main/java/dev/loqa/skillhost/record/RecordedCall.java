package dev.loqa.skillhost.record;

import dev.loqa.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One call of a guest into the host, and what it was answered.
///
/// @param function the import, `loqa_v2.publish`
/// @param in what the guest said, in the order of the arguments; empty where it has nothing to say
///   or pointed outside its memory
/// @param result the number that the host answered with; 0 when the call ended the guest
/// @param out the bytes that the host wrote; none if it wrote none
/// @param ended the rule and the words of the trap, when the call ended the guest
public record RecordedCall(
    String function, List<Bytes> in, long result, @Nullable Bytes out, @Nullable String ended) {
  private static final int SHOWN = 160;

  public RecordedCall {
    in = List.copyOf(in);
  }

  /// What was asked, without the answer: what two runs are compared by.
  record Question(String function, List<Bytes> in) {}

  Question question() {
    return new Question(function, in);
  }

  /// Whether it did something, or asked for it, and the host agreed.
  boolean isEffect() {
    return switch (function) {
      case "loqa_v2.publish",
          "loqa_v2.kv_put",
          "loqa_v2.kv_delete",
          "loqa_v2.timer_set",
          "loqa_v2.timer_cancel" ->
          result > 0;
      case "env.host_publish" -> result == 0 && ended == null;
      default -> false;
    };
  }

  /// The same calls with each answer at the call that asked for it, also where it was too long for
  /// the guest's room and was fetched with `take` later.
  public static List<RecordedCall> whole(List<RecordedCall> calls) {
    List<RecordedCall> whole = new ArrayList<>(calls);
    int waiting = -1;
    for (int i = 0; i < calls.size(); i++) {
      RecordedCall call = calls.get(i);
      CallShape shape = CallShape.of(call.function());
      if (shape == null || !shape.answersBytes() || call.result() < 0) {
        continue;
      }
      boolean take = call.function().equals("loqa_v2.take");
      if (take && call.out() != null && waiting >= 0) {
        RecordedCall asked = calls.get(waiting);
        whole.set(
            waiting,
            new RecordedCall(asked.function(), asked.in(), asked.result(), call.out(), null));
      }
      if (call.out() != null) {
        waiting = -1;
      } else if (!take) {
        waiting = i;
      }
    }
    return whole;
  }

  /// The call as `publish("home.command", "{}")`, shortened for people.
  public String shown() {
    String name = function.substring(function.indexOf('.') + 1);
    return name + in.stream().map(RecordedCall::shown).collect(Collectors.joining(", ", "(", ")"));
  }

  /// The answer as `7 "{...}"`, shortened for people.
  public String answered() {
    Bytes bytes = out;
    return ended != null ? ended : bytes == null ? "" + result : result + " " + shown(bytes);
  }

  private static String shown(Bytes bytes) {
    String text =
        text(bytes)
            .map(plain -> '"' + plain.replace("\n", "\\n") + '"')
            .orElseGet(() -> "0x" + HexFormat.of().formatHex(bytes.toArray()));
    return text.length() <= SHOWN
        ? text
        : text.substring(0, SHOWN) + "... (" + bytes.length() + " bytes)";
  }

  /// Bytes as text, if they are UTF-8 without control characters other than line ends and tabs.
  static Optional<String> text(Bytes bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.buffer()).toString();
      boolean plain =
          text.chars()
              .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r');
      return plain ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  static Bytes bytes(String text) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(text);
    byte[] array = new byte[encoded.remaining()];
    encoded.get(array);
    return Bytes.wrap(array);
  }
}
