package dev.loqa.skillhost;

import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.JsonValues;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import dev.loqa.skillhost.manifest.Risk;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One call of one skill: everything the guest gets to see, and what was cleared for it.
///
/// @param subject the bus subject it stands for, `skill.<name>.<verb>` for an intent
/// @param intent the intent's id
/// @param payloadJson any JSON text: the message's body, the timer's payload, or context such as
///   `{"home": {...}}`
/// @param reply the subject to answer on (ABI v1's `LOQA_EVENT_REPLY`), empty if none
/// @param cleared the class of risk that a person has agreed to for this call; an effect above it
///   is denied
public record SkillInvocation(
    String skill,
    InvocationId id,
    InvocationType type,
    String subject,
    @Nullable SessionId session,
    @Nullable TurnId turn,
    @Nullable String intent,
    Map<String, Object> slots,
    String language,
    @Nullable String room,
    @Nullable String speaker,
    Instant now,
    ZoneId timezone,
    String payloadJson,
    String reply,
    Risk cleared) {

  public SkillInvocation {
    slots = JsonValues.copy(slots);
  }

  /// A call for an intent: skill and verb come from its id, the payload is an empty object.
  public static SkillInvocation intent(
      InvocationId id, String intent, Map<String, Object> slots, Instant now) {
    int dot = intent.indexOf('.');
    if (dot < 1) {
      throw new IllegalArgumentException(
          "intent '" + intent + "' has no skill name: use <skill>.<verb>");
    }
    return begin(
        intent.substring(0, dot),
        id,
        InvocationType.INTENT,
        "skill." + intent,
        intent,
        slots,
        "{}",
        now);
  }

  /// A call for a message on the bus or for a timer that fired.
  public static SkillInvocation of(
      String skill,
      InvocationId id,
      InvocationType type,
      String subject,
      String payloadJson,
      Instant now) {
    return begin(skill, id, type, subject, null, Map.of(), payloadJson, now);
  }

  private static SkillInvocation begin(
      String skill,
      InvocationId id,
      InvocationType type,
      String subject,
      @Nullable String intent,
      Map<String, Object> slots,
      String payloadJson,
      Instant now) {
    return new SkillInvocation(
        skill,
        id,
        type,
        subject,
        null,
        null,
        intent,
        slots,
        "en",
        null,
        null,
        now,
        ZoneId.of("UTC"),
        payloadJson,
        "",
        Risk.NONE);
  }

  /// The same with a conversation.
  public SkillInvocation in(SessionId session, TurnId turn) {
    return with(draft -> {
      draft.session = session;
      draft.turn = turn;
    });
  }

  /// The same, spoken by somebody somewhere in some language.
  public SkillInvocation spoken(String language, @Nullable String room, @Nullable String speaker) {
    return with(draft -> {
      draft.language = language;
      draft.room = room;
      draft.speaker = speaker;
    });
  }

  /// The same in the home's time zone.
  public SkillInvocation at(ZoneId timezone) {
    return with(draft -> draft.timezone = timezone);
  }

  /// The same with another payload.
  public SkillInvocation with(String payloadJson) {
    return with(draft -> draft.payloadJson = payloadJson);
  }

  /// The same, to be answered on that subject.
  public SkillInvocation answeredOn(String reply) {
    return with(draft -> draft.reply = reply);
  }

  /// The same after a person agreed to this class of risk.
  public SkillInvocation cleared(Risk cleared) {
    return with(draft -> draft.cleared = cleared);
  }

  private SkillInvocation with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new SkillInvocation(
        skill,
        id,
        type,
        subject,
        draft.session,
        draft.turn,
        intent,
        slots,
        draft.language,
        draft.room,
        draft.speaker,
        now,
        draft.timezone,
        draft.payloadJson,
        draft.reply,
        draft.cleared);
  }

  /// What may be said of a call after it was begun.
  private static final class Draft {
    private @Nullable SessionId session;
    private @Nullable TurnId turn;
    private String language;
    private @Nullable String room;
    private @Nullable String speaker;
    private ZoneId timezone;
    private String payloadJson;
    private String reply;
    private Risk cleared;

    private Draft(SkillInvocation from) {
      session = from.session;
      turn = from.turn;
      language = from.language;
      room = from.room;
      speaker = from.speaker;
      timezone = from.timezone;
      payloadJson = from.payloadJson;
      reply = from.reply;
      cleared = from.cleared;
    }
  }
}
