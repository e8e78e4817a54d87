package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import java.util.Map;

/// The address that signs a browser in, once.
final class SignIn {
  private SignIn() {}

  /// Asks for a one-time code and gives the address that carries it.
  static String url(Api api) {
    Map<String, Object> answer = api.post("/v1/sign-in-url", Map.of(), Api.SOON);
    return answer.get("url") instanceof String url ? url : api.instance().http().toString();
  }
}
