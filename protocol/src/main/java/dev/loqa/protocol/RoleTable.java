package dev.loqa.protocol;

import static dev.loqa.protocol.Role.DISPLAY;
import static dev.loqa.protocol.Role.LEGACY;
import static dev.loqa.protocol.Role.LLM;
import static dev.loqa.protocol.Role.LOQAD;
import static dev.loqa.protocol.Role.OPERATOR;
import static dev.loqa.protocol.Role.SATELLITE;
import static dev.loqa.protocol.Role.STT;
import static dev.loqa.protocol.Role.TTS;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Who may say and who may hear each subject. Every process's rights on the bus are generated from
/// this and nothing else.
public final class RoleTable {
  /// One row.
  ///
  /// @param subject a subject, with wildcards as NATS has them
  /// @param from who may publish it
  /// @param to who may subscribe to it
  public record Row(String subject, Set<Role> from, Set<Role> to) {
    public Row {
      from = Set.copyOf(from);
      to = Set.copyOf(to);
    }
  }

  /// The table. loqad serves the browser's socket, so it speaks and hears as a satellite too.
  /// Clients of the original may be any of its services, on its subjects only.
  public static final List<Row> ROWS =
      List.of(
          row(Subjects.STT_OPEN, from(SATELLITE, LOQAD), to(STT)),
          // Every STT node hears whom the utterance is given to, and lets go of it.
          row(Subjects.STT_OPENS_AT, from(SATELLITE, LOQAD), to(STT)),
          row(Subjects.STT_LEASES, from(SATELLITE, LOQAD), to(STT)),
          row(Subjects.AUDIO_FRAMES, from(SATELLITE, LOQAD, LEGACY), to(STT, LEGACY)),
          row(Subjects.AUDIO_RESEND, from(STT), to(SATELLITE, LOQAD)),
          row(
              Subjects.TRANSCRIPT_PARTIAL,
              from(STT, LEGACY),
              to(LOQAD, SATELLITE, OPERATOR, LEGACY)),
          row(Subjects.TRANSCRIPT_FINAL, from(STT, LEGACY), to(LOQAD, SATELLITE, OPERATOR, LEGACY)),
          row(Subjects.VOCABULARY_GET, from(STT), to(LOQAD)),
          row(Subjects.VOCABULARY_CHANGED, from(LOQAD), to(STT)),
          row(Subjects.NLU_REQUEST, from(LOQAD, LEGACY), to(LLM, LEGACY)),
          row(Subjects.NLU_REQUESTS_AT, from(LOQAD), to(LLM)),
          row(Subjects.NLU_RESPONSE_PARTIAL, from(LLM, LEGACY), to(LOQAD, LEGACY)),
          row(Subjects.NLU_RESPONSE_FINAL, from(LLM, LEGACY), to(LOQAD, LEGACY)),
          row("skill.*.*", from(LOQAD, OPERATOR, LEGACY), to(LOQAD)),
          row(Subjects.SKILL_RESULT, from(LOQAD), to(LOQAD, OPERATOR)),
          row(Subjects.SKILL_FAILED, from(LOQAD), to(LOQAD, OPERATOR)),
          row(Subjects.TTS_REQUEST, from(LOQAD, LEGACY), to(TTS, LEGACY)),
          row(Subjects.TTS_REQUESTS_AT, from(LOQAD), to(TTS)),
          row(Subjects.TTS_AUDIO_V1, from(TTS, LEGACY), to(SATELLITE, LOQAD, LEGACY)),
          row(Subjects.TTS_AUDIO, from(TTS), to(SATELLITE, LOQAD)),
          row(Subjects.TTS_DONE, from(TTS, LEGACY), to(LOQAD, SATELLITE, LEGACY)),
          row(Subjects.PLAY_STARTED, from(SATELLITE, LOQAD), to(LOQAD, OPERATOR)),
          row(Subjects.PLAY_DONE, from(SATELLITE, LOQAD), to(LOQAD, OPERATOR)),
          row(Subjects.TURN_CANCEL, from(SATELLITE, LOQAD), to(STT, TTS, LLM, SATELLITE, LOQAD)),
          row(Subjects.ALERT_RING, from(LOQAD), to(SATELLITE, LOQAD, DISPLAY, OPERATOR)),
          row(Subjects.ALERT_ACK, from(LOQAD, SATELLITE), to(LOQAD, SATELLITE, DISPLAY)),
          row(
              Subjects.SESSION_DEGRADED,
              from(STT, TTS, LLM, SATELLITE, LOQAD),
              to(LOQAD, OPERATOR)),
          row(Subjects.SESSION_PRIVATE, from(LOQAD), to(STT)),
          row(Subjects.SESSION_EXPECTS, from(LOQAD), to(STT)),
          row(Subjects.NODE_ANNOUNCE, from(STT, TTS, LLM, SATELLITE, DISPLAY, LEGACY), to(LOQAD)),
          row(Subjects.NODE_HEARTBEATS, from(STT, TTS, LLM, SATELLITE, DISPLAY, LEGACY), to(LOQAD)),
          row(Subjects.PLACEMENT, from(LOQAD), to(SATELLITE, LOQAD, OPERATOR)),
          row(Subjects.CARD_UPDATE, from(LOQAD), to(DISPLAY, LOQAD)),
          row(Subjects.SATELLITE_HEAR, from(LOQAD, OPERATOR), to(SATELLITE)),
          // The server itself answers: pieces of the models that the house shares.
          row(Subjects.MODELS_GET, from(STT, TTS, LLM), Set.of()));

  private RoleTable() {}

  /// The subjects that `role` may publish.
  public static List<String> publishes(Role role) {
    return ROWS.stream().filter(row -> row.from().contains(role)).map(Row::subject).toList();
  }

  /// The subjects that `role` may subscribe to.
  public static List<String> subscribes(Role role) {
    return ROWS.stream().filter(row -> row.to().contains(role)).map(Row::subject).toList();
  }

  private static Row row(String subject, Set<Role> from, Set<Role> to) {
    return new Row(subject, from, to);
  }

  private static Set<Role> from(Role first, Role... others) {
    return EnumSet.of(first, others);
  }

  private static Set<Role> to(Role first, Role... others) {
    return EnumSet.of(first, others);
  }
}
