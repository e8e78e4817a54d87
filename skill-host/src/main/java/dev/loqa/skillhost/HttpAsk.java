package dev.loqa.skillhost;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A web call that the manifest allows.
///
/// @param secret the name of the secret to send as a bearer token
/// @param lan the network (CIDR) that the host must resolve into; without it only public addresses
///   are allowed
public record HttpAsk(
    String method,
    URI url,
    Map<String, String> headers,
    String body,
    @Nullable String secret,
    @Nullable String lan) {
  public HttpAsk {
    headers = Map.copyOf(headers);
  }
}
