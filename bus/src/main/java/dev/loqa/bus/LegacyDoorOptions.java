package dev.loqa.bus;

/// How clients of the original get in.
///
/// @param host where the door listens, `127.0.0.1` unless they are on other machines
/// @param port a fixed one, as 4222
/// @param token what they show, at least 16 characters
public record LegacyDoorOptions(String host, int port, String token) {
  /// The shortest token in characters; it crosses the network in plain text.
  public static final int LEAST_TOKEN = 16;

  public LegacyDoorOptions {
    if (port < 1 || port > 65_535) {
      throw new BusException("bus.legacy.port is " + port + ": use 1 to 65535");
    }
    if (token.length() < LEAST_TOKEN) {
      throw new BusException(
          "bus.legacy.token has "
              + token.length()
              + " characters: use at least "
              + LEAST_TOKEN
              + ", since it crosses the network in plain text");
    }
  }

  @Override
  public String toString() {
    return "LegacyDoorOptions[" + host + ":" + port + "]";
  }
}
