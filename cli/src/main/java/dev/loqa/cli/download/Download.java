package dev.loqa.cli.download;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One transfer of a file into a `.part` file, going on where an earlier one broke off: `Range`
/// with `If-Range`, for which the server's `ETag` is kept beside the part. Used by one thread; a
/// silent server is given up after [#SILENCE]. The digest is the caller's to check.
public final class Download {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final int CHUNK = 1 << 16;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  /// What is fetched.
  ///
  /// @param name as people say it
  /// @param bytes how many it must have
  /// @param headers more of them for the server, as who asks
  /// @param elsewhere what a person does when this place has another file
  public record Source(
      String name, URI url, long bytes, Map<String, String> headers, String elsewhere) {
    public Source {
      headers = Map.copyOf(headers);
    }
  }

  private final Source source;
  private final Path part;
  private final Path tag;
  private final LongConsumer told;

  /// @param told hears how many bytes are there, after each piece
  public Download(Source source, Path part, LongConsumer told) {
    this.source = source;
    this.part = part;
    this.tag = tag(part);
    this.told = told;
  }

  /// Where the server's tag of a part stands.
  public static Path tag(Path part) {
    return part.resolveSibling(part.getFileName() + ".tag");
  }

  /// Brings the part to its full length.
  ///
  /// @return whether some of it is of an earlier try
  public boolean fetch() throws IOException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    if (have > source.bytes()) {
      forget();
      have = 0;
    }
    return have == source.bytes() || transfer(have);
  }

  /// Throws away what came.
  public void forget() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(tag);
  }

  /// Throws away what is only needed to go on.
  public void done() throws IOException {
    Files.deleteIfExists(tag);
  }

  private boolean transfer(long have) throws IOException {
    HttpURLConnection connection = open(source);
    try {
      Optional<String> known = have > 0 ? knownTag() : Optional.empty();
      if (have > 0) {
        connection.setRequestProperty("Range", "bytes=" + have + "-");
        known.ifPresent(etag -> connection.setRequestProperty("If-Range", etag));
      }
      int status = connection.getResponseCode();
      if (status == 416 && have > 0) {
        forget();
        connection.disconnect();
        return transfer(0);
      }
      refusePage(connection);
      // 200 to a request for the rest: the file has changed, or this server always begins anew.
      boolean goesOn = status == HttpURLConnection.HTTP_PARTIAL && have > 0;
      if (!goesOn && status != HttpURLConnection.HTTP_OK) {
        throw new IOException(statusWords(status, connection));
      }
      checkLength(connection, goesOn ? have : 0);
      remember(connection.getHeaderField("ETag"));
      try (InputStream in = connection.getInputStream()) {
        copy(in, goesOn ? have : 0);
      }
      return goesOn;
    } finally {
      connection.disconnect();
    }
  }

  private static String statusWords(int status, HttpURLConnection connection) {
    String elsewhere = connection.getHeaderField("Location");
    return status / 100 == 3 && elsewhere != null
        ? "it sends on to " + elsewhere + ", which is not followed"
        : "it answers with status " + status;
  }

  private void refusePage(HttpURLConnection connection) throws IOException {
    String type = String.valueOf(connection.getContentType()).toLowerCase(Locale.ROOT);
    if (connection.getResponseCode() < 300 && type.startsWith("text/html")) {
      throw new IOException(
          "it answers with a web page, as a proxy or a page to sign in to does: open the address in"
              + " a browser to see it");
    }
  }

  private void checkLength(HttpURLConnection connection, long from) throws IOException {
    if (from > 0) {
      Matcher range =
          CONTENT_RANGE.matcher(String.valueOf(connection.getHeaderField("Content-Range")));
      if (!range.matches() || Long.parseLong(range.group(1)) != from) {
        forget();
        throw new IOException("it gives another part than was asked for; what came is thrown away");
      }
    }
    long whole = connection.getContentLengthLong();
    if (whole >= 0 && whole + from != source.bytes()) {
      throw wrongLength("has " + (whole + from) + " bytes");
    }
  }

  private CliException wrongLength(String has) {
    return new CliException(
        Exit.UNTRUSTED,
        source.url()
            + " "
            + has
            + ", not the "
            + source.bytes()
            + " of "
            + source.name()
            + ": nothing of it is kept; "
            + source.elsewhere());
  }

  private void copy(InputStream in, long from) throws IOException {
    long have = from;
    byte[] chunk = new byte[CHUNK];
    try (Output out = new Output(from > 0)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        have += n;
        if (have > source.bytes()) {
          forget();
          throw wrongLength("sends more");
        }
        out.write(chunk, n);
        told.accept(have);
      }
    }
    if (have < source.bytes()) {
      throw new IOException("it broke off after " + have + " of " + source.bytes() + " bytes");
    }
  }

  /// The part as it is written. A disk that is full is no fault of the server, and what came is
  /// given back: the rest of the house needs the room.
  private final class Output implements AutoCloseable {
    private final OutputStream out;

    Output(boolean append) throws IOException {
      this.out =
          Files.newOutputStream(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
    }

    void write(byte[] chunk, int count) throws IOException {
      try {
        out.write(chunk, 0, count);
      } catch (IOException e) {
        forget();
        throw new CliException(
            Exit.FAILED,
            part
                + " cannot be written ("
                + e.getMessage()
                + "): make room; what had come was thrown away, so that the house has the rest",
            e);
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private Optional<String> knownTag() throws IOException {
    return Files.isRegularFile(tag)
        ? Optional.of(Files.readString(tag).strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /// A weak tag does not say that the bytes are the same, so it is no use for going on.
  private void remember(@Nullable String etag) throws IOException {
    if (etag != null && etag.startsWith("\"") && etag.length() < 500) {
      Files.writeString(tag, etag, StandardCharsets.US_ASCII);
    } else {
      Files.deleteIfExists(tag);
    }
  }

  private static HttpURLConnection open(Source source) throws IOException {
    URLConnection connection = source.url().toURL().openConnection();
    if (!(connection instanceof HttpURLConnection http)) {
      throw new IOException("its address is no web address");
    }
    http.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
    http.setReadTimeout(Math.toIntExact(SILENCE.toMillis()));
    http.setRequestProperty("Accept-Encoding", "identity");
    // What is sent along is for this server alone.
    http.setInstanceFollowRedirects(source.headers().isEmpty());
    source.headers().forEach(http::setRequestProperty);
    return http;
  }
}
