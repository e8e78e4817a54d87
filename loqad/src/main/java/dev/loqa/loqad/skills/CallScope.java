package dev.loqa.loqad.skills;

import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import dev.loqa.skillhost.manifest.Risk;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// On whose behalf a skill runs.
///
/// @param cleared what a person has agreed to
/// @param actor who asked: a speaker, `timer`, an operator
/// @param purpose whether it is meant, and whether it may have effects
public record CallScope(
    @Nullable SessionId session,
    @Nullable TurnId turn,
    String language,
    @Nullable String room,
    @Nullable String speaker,
    Risk cleared,
    String actor,
    @Nullable String traceId,
    Purpose purpose) {

  /// On behalf of somebody who means it.
  public CallScope(
      @Nullable SessionId session,
      @Nullable TurnId turn,
      String language,
      @Nullable String room,
      @Nullable String speaker,
      Risk cleared,
      String actor,
      @Nullable String traceId) {
    this(session, turn, language, room, speaker, cleared, actor, traceId, Purpose.LIVE);
  }

  /// Something that no person asked for: a timer that fires.
  ///
  /// @param language in which it speaks
  public static CallScope ofTimer(
      @Nullable SessionId session, @Nullable String room, String language) {
    return new CallScope(session, null, language, room, null, Risk.NONE, "timer", null);
  }

  /// The envelope of this scope's events.
  public Envelope envelope() {
    return new Envelope(
        traceId,
        session,
        turn,
        actor,
        cleared.name().toLowerCase(Locale.ROOT),
        PrivacyScope.PERSISTENT);
  }
}
