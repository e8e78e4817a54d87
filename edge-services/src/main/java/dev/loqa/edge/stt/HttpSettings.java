package dev.loqa.edge.stt;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/// Which server writes down what was said, and how it is asked.
///
/// @param url where its API begins, as `http://127.0.0.1:8000/v1`; empty: there is none
/// @param model the model's name, as the server knows it
/// @param key what is shown to the server; empty: the one in `keyFile`
/// @param keyFile empty: no key, unless `key` is one
/// @param prompt whether the sentences and names of the house are sent along
/// @param detailed whether to ask for `verbose_json`, which says how sure the model is
/// @param deadline until the words are there, a second try included
public record HttpSettings(
    String url,
    String model,
    String key,
    String keyFile,
    boolean prompt,
    boolean detailed,
    Duration deadline) {
  public static final HttpSettings NONE =
      new HttpSettings("", "", "", "", true, false, Duration.ofSeconds(4));

  /// How one names a server.
  public static final String NO_URL =
      "set it to the address of its API, as http://127.0.0.1:8000/v1";

  private static final String PATH = "/audio/transcriptions";

  public HttpSettings {
    if (deadline.toMillis() < 200 || deadline.toMillis() > 60_000) {
      throw new SttException(
          "stt.http.deadline_ms is " + deadline.toMillis() + ": use 200 to 60000");
    }
  }

  /// What is wrong with `url`, if anything.
  public static Optional<String> fault(String url) {
    try {
      var uri = new URI(url);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web || uri.getHost() == null) {
        return Optional.of(NO_URL);
      }
      return uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getFragment() == null
          ? Optional.empty()
          : Optional.of("leave out user, query and fragment; a key goes to stt.http.key_file");
    } catch (URISyntaxException e) {
      return Optional.of(NO_URL);
    }
  }

  /// Where an utterance is sent. `url` may also be this address itself.
  ///
  /// @throws SttException when `url` is none
  public URI endpoint() {
    fault(url)
        .ifPresent(fault -> {
          throw new SttException("stt.http.url is \"" + url + "\": " + fault);
        });
    var base = url.replaceAll("/+$", "");
    return URI.create(base.endsWith(PATH) ? base : base + PATH);
  }

  /// Without the key.
  @Override
  public String toString() {
    return "HttpSettings[url=" + url + ", model=" + model + ", deadline=" + deadline + "]";
  }
}
