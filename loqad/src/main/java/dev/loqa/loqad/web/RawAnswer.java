package dev.loqa.loqad.web;

import java.util.Map;

/// What a server sent, before secrets were looked for in it: never printed or kept.
///
/// @param headers by name in lower case; values of one name are joined with commas
/// @param body at most what was asked for
/// @param more the server had more to send
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record RawAnswer(int status, Map<String, String> headers, byte[] body, boolean more) {
  RawAnswer {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return "status " + status;
  }
}
