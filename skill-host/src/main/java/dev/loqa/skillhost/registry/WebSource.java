package dev.loqa.skillhost.registry;

import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A registry at an address, read with GET; redirects are not followed. A whole file comes within
/// the deadline or not at all.
///
/// @param address ends with a slash
/// @param deadline for one file, from the connection to the last byte
record WebSource(URI address, Duration deadline) implements RegistrySource {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration USUAL = Duration.ofSeconds(60);
  private static final int OK = 200;

  WebSource(URI address) {
    this(address, USUAL);
  }

  @Override
  public byte[] read(String path, int most) {
    URI file = address.resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(file)
            .timeout(deadline)
            .header("User-Agent", "loqa")
            .header("Cache-Control", "no-cache")
            .build();
    HttpResponse<byte[]> answer;
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT.compareTo(deadline) < 0 ? CONNECT : deadline)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      try {
        answer = within(client, request, file, most);
      } finally {
        client.shutdownNow();
      }
    }
    if (answer.statusCode() != OK) {
      throw new RegistryException(
          Kind.UNAVAILABLE,
          "registry "
              + file
              + ": it answers with status "
              + answer.statusCode()
              + ": check the address");
    }
    return answer.body();
  }

  private HttpResponse<byte[]> within(HttpClient client, HttpRequest request, URI file, int most) {
    // The request's own timeout ends with the headers: the wait here also bounds the body.
    Future<HttpResponse<byte[]>> running =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
    try {
      return running.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | CancellationException e) {
      running.cancel(true);
      throw new RegistryException(
          Kind.UNAVAILABLE,
          "registry " + file + ": it did not come within " + deadline.toSeconds() + " s: try later",
          e);
    } catch (ExecutionException e) {
      throw new RegistryException(
          Kind.UNAVAILABLE,
          "registry " + file + ": " + why(e.getCause(), most) + ": check the address and try later",
          e);
    } catch (InterruptedException e) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw new RegistryException(Kind.UNAVAILABLE, "registry " + file + ": given up", e);
    }
  }

  private static String why(@Nullable Throwable cause, int most) {
    if (cause instanceof ConnectException) {
      return "nobody answers there";
    }
    // The words of BodyHandlers.limiting, which has no exception of its own.
    if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("capacity")) {
      return "it has more than " + most + " bytes";
    }
    return "it broke off (" + cause + ")";
  }
}
