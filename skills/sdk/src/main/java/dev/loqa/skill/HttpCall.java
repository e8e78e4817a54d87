package dev.loqa.skill;

/// A web request. `secret` names a secret of the manifest which the host adds as a bearer token;
/// empty for none.
public record HttpCall(String method, String url, String contentType, String body, String secret) {
  public static HttpCall get(String url) {
    return new HttpCall("GET", url, "", "", "");
  }

  public static HttpCall postJson(String url, String body) {
    return new HttpCall("POST", url, "application/json", body, "");
  }
}
