package dev.loqa.loqad.web;

import dev.loqa.skillhost.web.WebAddress;
import java.util.Map;

/// A request as it goes out, with the values of secrets in it: never printed, kept or compared.
///
/// @param headers by name, as the skill and the host set them; `Host` and lengths are the
///   connector's
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record WebRequest(String method, WebAddress address, Map<String, String> headers, byte[] body) {
  WebRequest {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return method + " " + address.shown();
  }
}
