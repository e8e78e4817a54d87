package dev.loqa.edge.llm.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a model server is and how long it may take.
///
/// @param url `http://HOST:PORT` or `https://...`, without the path of the API
/// @param keyFile a file whose first line is sent as bearer token; absent: none is sent
/// @param first until the first line of an answer
/// @param silence between two lines of an answer
public record ServerAddress(URI url, @Nullable Path keyFile, Duration first, Duration silence) {

  /// Reads an address; empty when it is none.
  public static Optional<URI> read(String text) {
    try {
      URI url = new URI(text.strip().replaceAll("(/v1)?/*$", ""));
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean plain = url.getQuery() == null && url.getFragment() == null;
      return web && url.getHost() != null && url.getUserInfo() == null && plain
          ? Optional.of(url)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
