package dev.loqa.protocol;

/// What is said next in this session may be a PIN: do not publish it as a partial transcript, do
/// not log it.
///
/// @param seconds for how long, 0 to 3,600; 0: it is over
public record SessionPrivate(SessionId sessionId, int seconds) implements Message {
  private static final int LONGEST = 3_600;

  public SessionPrivate {
    if (seconds < 0 || seconds > LONGEST) {
      throw new ProtocolException("seconds is " + seconds + ": use 0 to " + LONGEST);
    }
  }
}
