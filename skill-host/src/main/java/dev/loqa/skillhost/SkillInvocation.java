package dev.loqa.skillhost;

import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.JsonValues;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import dev.loqa.skillhost.manifest.Risk;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
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
    return new SkillInvocation(
        intent.substring(0, dot),
        id,
        InvocationType.INTENT,
        "skill." + intent,
        null,
        null,
        intent,
        slots,
        "en",
        null,
        null,
        now,
        ZoneId.of("UTC"),
        "{}",
        "",
        Risk.NONE);
  }

  /// A call for a message on the bus or for a timer that fired.
  public static SkillInvocation of(
      String skill,
      InvocationId id,
      InvocationType type,
      String subject,
      String payloadJson,
      Instant now) {
    return new SkillInvocation(
        skill,
        id,
        type,
        subject,
        null,
        null,
        null,
        Map.of(),
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
    return new SkillInvocation(
        skill,
        id,
        type,
        subject,
        session,
        turn,
        intent,
        slots,
        language,
        room,
        speaker,
        now,
        timezone,
        payloadJson,
        reply,
        cleared);
  }

  /// The same, spoken by somebody somewhere in some language.
  public SkillInvocation spoken(String language, @Nullable String room, @Nullable String speaker) {
    return new SkillInvocation(
        skill,
        id,
        type,
        subject,
        session,
        turn,
        intent,
        slots,
        language,
        room,
        speaker,
        now,
        timezone,
        payloadJson,
        reply,
        cleared);
  }

  /// The same in the home's time zone.
  public SkillInvocation at(ZoneId timezone) {
    return new SkillInvocation(
        skill,
        id,
        type,
        subject,
        session,
        turn,
        intent,
        slots,
        language,
        room,
        speaker,
        now,
        timezone,
        payloadJson,
        reply,
        cleared);
  }

  /// The same with another payload.
  public SkillInvocation with(String payloadJson) {
    return new SkillInvocation(
        skill,
        id,
        type,
        subject,
        session,
        turn,
        intent,
        slots,
        language,
        room,
        speaker,
        now,
        timezone,
        payloadJson,
        reply,
        cleared);
  }

  /// The same, to be answered on that subject.
  public SkillInvocation answeredOn(String reply) {
    return new SkillInvocation(
        skill,
        id,
        type,
        subject,
        session,
        turn,
        intent,
        slots,
        language,
        room,
        speaker,
        now,
        timezone,
        payloadJson,
        reply,
        cleared);
  }

  /// The same after a person agreed to this class of risk.
  public SkillInvocation cleared(Risk cleared) {
    return new SkillInvocation(
        skill,
        id,
        type,
        subject,
        session,
        turn,
        intent,
        slots,
        language,
        room,
        speaker,
        now,
        timezone,
        payloadJson,
        reply,
        cleared);
  }
}
