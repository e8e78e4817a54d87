package dev.loqa.skillhost;

import dev.loqa.skillhost.manifest.HttpRule;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A web call that the manifest and the grant allow. Header values and the body may hold handles of
/// secrets ([dev.loqa.skillhost.web.SecretHandles]); a value is never in here.
///
/// @param secret the name of the secret to send as a bearer token
/// @param rule the manifest's rule that allows it
public record HttpAsk(
    String method,
    URI url,
    Map<String, String> headers,
    String body,
    @Nullable String secret,
    HttpRule rule) {
  public HttpAsk {
    headers = Map.copyOf(headers);
  }
}
