package dev.loqa.protocol;

/// How long an event may be kept.
public enum PrivacyScope {
  /// Not beyond the turn; never on disk.
  EPHEMERAL("scope.ephemeral"),
  /// Until the session ends.
  SESSION("scope.session"),
  /// As long as the owner's retention says.
  PERSISTENT("scope.persistent");

  private final String wire;

  PrivacyScope(String wire) {
    this.wire = wire;
  }

  /// The name on the wire.
  public String wire() {
    return wire;
  }

  /// The scope of a wire name; an unknown one is refused.
  public static PrivacyScope of(String wire) {
    for (PrivacyScope scope : values()) {
      if (scope.wire.equals(wire)) {
        return scope;
      }
    }
    throw new ProtocolException(
        "privacy_scope is "
            + Quoted.of(wire)
            + ": use scope.ephemeral, scope.session or scope.persistent");
  }
}
