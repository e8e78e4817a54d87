package dev.loqa.cli.models;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongConsumer;

/// Fetches one pinned model into a file, going on where an earlier try broke off. Used by one
/// thread; a silent server is given up after [#SILENCE].
final class Download {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final int CHUNK = 1 << 16;

  private Download() {}

  /// Brings `part` to its full length; its digest is the caller's to check.
  ///
  /// @param told hears how many bytes are there, after each piece
  static void fetch(ModelPin pin, Path part, LongConsumer told) throws IOException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    if (have >= pin.bytes()) {
      return;
    }
    HttpURLConnection connection = open(pin.url());
    try {
      if (have > 0) {
        connection.setRequestProperty("Range", "bytes=" + have + "-");
      }
      int status = connection.getResponseCode();
      // 200 to a request for the rest: this server begins anew, and so do we.
      boolean goesOn = status == HttpURLConnection.HTTP_PARTIAL && have > 0;
      if (!goesOn && status != HttpURLConnection.HTTP_OK) {
        throw new IOException("it answers with status " + status);
      }
      try (InputStream in = connection.getInputStream();
          OutputStream out =
              Files.newOutputStream(
                  part,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
        copy(pin, in, out, goesOn ? have : 0, told);
      }
    } finally {
      connection.disconnect();
    }
  }

  private static void copy(
      ModelPin pin, InputStream in, OutputStream out, long from, LongConsumer told)
      throws IOException {
    long have = from;
    byte[] chunk = new byte[CHUNK];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      have += n;
      if (have > pin.bytes()) {
        throw new CliException(
            Exit.UNTRUSTED,
            pin.url()
                + " sends more than the "
                + pin.bytes()
                + " bytes of "
                + pin.name()
                + ": nothing of it is kept; take the model from elsewhere and add it by hand");
      }
      out.write(chunk, 0, n);
      told.accept(have);
    }
    if (have < pin.bytes()) {
      throw new IOException("it broke off after " + have + " of " + pin.bytes() + " bytes");
    }
  }

  private static HttpURLConnection open(URI url) throws IOException {
    URLConnection connection = url.toURL().openConnection();
    if (!(connection instanceof HttpURLConnection http)) {
      throw new IOException("its address is no web address");
    }
    http.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
    http.setReadTimeout(Math.toIntExact(SILENCE.toMillis()));
    http.setRequestProperty("Accept-Encoding", "identity");
    return http;
  }
}
