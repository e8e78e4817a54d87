package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Who and what an event belongs to.
///
/// @param actorId who caused it: a speaker, a skill, an operator
/// @param capabilityTier what the actor may do at most, `none`, `confirm` or `pin`
public record Envelope(
    @Nullable String traceId,
    @Nullable SessionId sessionId,
    @Nullable TurnId turnId,
    @Nullable String actorId,
    @Nullable String capabilityTier,
    PrivacyScope privacyScope) {

  /// The envelope of something that belongs to no session.
  public static Envelope ofSystem() {
    return new Envelope(null, null, null, null, null, PrivacyScope.PERSISTENT);
  }
}
