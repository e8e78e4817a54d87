package dev.loqa.cli.update;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.download.Download;
import dev.loqa.cli.release.Bundle;
import dev.loqa.cli.release.Platform;
import dev.loqa.cli.release.ReleaseKeys;
import dev.loqa.cli.release.ReleaseName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Brings the newest bundle from a web folder: `latest-OS-ARCH` names it and its size, its checksum
/// and signature are believed before anything large is fetched, and a transfer that broke off goes
/// on. An older release than the active one is not taken: a server cannot bring back what was
/// replaced.
///
/// Used by one thread, which holds the [UpdateLock].
final class Fetch {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int MOST_BYTES = 512;
  private static final Pattern LATEST = Pattern.compile("(\\S+) ([0-9]{1,12})\n?");

  private final Releases releases;
  private final Platform here;
  private final URI folder;
  private final Map<String, String> headers;

  /// @param url the web folder
  /// @param token what the server wants to see; empty: nothing
  Fetch(Releases releases, Platform here, String url, Optional<String> token) {
    this.releases = releases;
    this.here = here;
    this.folder = URI.create(url.endsWith("/") ? url : url + "/");
    this.headers = token.map(text -> Map.of("Authorization", "Bearer " + text)).orElse(Map.of());
    if (token.isPresent() && !"https".equals(folder.getScheme()) && !isHere(folder.getHost())) {
      throw new CliException(
          Exit.DENIED,
          "update.url is " + folder + ": a token is shown over https only: use https, or no token");
    }
  }

  /// The newest bundle, whole and believed; empty when it is the active release.
  ///
  /// @param told hears how many bytes are there
  Optional<Bundle> newest(ReleaseKeys keys, LongConsumer told) {
    Matcher latest = LATEST.matcher(text("latest-" + here));
    Optional<ReleaseName> name =
        latest.matches() ? ReleaseName.ofFile(latest.group(1)) : Optional.empty();
    if (name.isEmpty() || !name.get().platform().equals(here)) {
      throw new CliException(
          Exit.FAILED, folder.resolve("latest-" + here) + " names no bundle for this machine");
    }
    try {
      Optional<String> active = releases.active();
      String version = name.get().version();
      if (active.equals(Optional.of(version))) {
        return Optional.empty();
      }
      if (active.isPresent() && ReleaseName.OLDEST_FIRST.compare(version, active.get()) < 0) {
        throw new CliException(
            Exit.UNTRUSTED,
            "%s offers %s, which is older than %s: fetch it by hand and apply it if you want it"
                .formatted(folder, version, active.get()));
      }
      return Optional.of(brought(name.get(), Long.parseLong(latest.group(2)), keys, told));
    } catch (IOException e) {
      throw new CliException(
          Exit.UNAVAILABLE,
          folder + ": " + e.getMessage() + ": run it again, it goes on where it was",
          e);
    }
  }

  private Bundle brought(ReleaseName name, long bytes, ReleaseKeys keys, LongConsumer told)
      throws IOException {
    Path into = Files.createDirectories(releases.fetched());
    Path file = into.resolve(name.file());
    forgetOthers(into, name);
    for (String ending : new String[] {"sha256", "sig"}) {
      Files.writeString(
          Bundle.beside(file, ending),
          text(name.file() + "." + ending),
          StandardCharsets.ISO_8859_1);
    }
    Bundle said = Bundle.said(file, keys);
    if (bytes == 0 || bytes > Bundle.MOST_BYTES) {
      throw new CliException(
          Exit.UNTRUSTED,
          folder + " says that " + name.file() + " has " + bytes + " bytes: no bundle has");
    }
    if (!Files.isRegularFile(file)) {
      transfer(said, bytes, told);
    }
    try {
      return Bundle.verify(file, keys);
    } catch (CliException e) {
      Files.deleteIfExists(file); // the next fetch begins anew
      throw e;
    }
  }

  private void transfer(Bundle said, long bytes, LongConsumer told) throws IOException {
    String name = said.name().file();
    Path part = said.file().resolveSibling(name + ".part");
    Download download =
        new Download(
            new Download.Source(
                name, folder.resolve(name), bytes, headers, "ask who keeps that folder"),
            part,
            told);
    download.fetch();
    Files.move(part, said.file(), StandardCopyOption.ATOMIC_MOVE);
    download.done();
  }

  /// One bundle at a time: what was fetched before is installed, or nobody wants it.
  private static void forgetOthers(Path into, ReleaseName name) throws IOException {
    try (Stream<Path> all = Files.list(into)) {
      for (Path one : all.toList()) {
        if (!String.valueOf(one.getFileName()).startsWith(name.file())) {
          Files.deleteIfExists(one);
        }
      }
    }
  }

  /// A small file of the folder.
  private String text(String name) {
    URI at = folder.resolve(name);
    HttpRequest.Builder request = HttpRequest.newBuilder(at).timeout(DEADLINE);
    headers.forEach(request::header);
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(DEADLINE).build()) {
      HttpResponse<InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new CliException(
              Exit.UNAVAILABLE,
              at
                  + " answers with status "
                  + answer.statusCode()
                  + ": check update.url and update.token_file");
        }
        byte[] body = in.readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
          throw new CliException(Exit.FAILED, at + " is too large to be one: check update.url");
        }
        return new String(body, StandardCharsets.ISO_8859_1);
      } finally {
        client.shutdownNow(); // the rest of a large answer is not waited for
      }
    } catch (IOException e) {
      throw new CliException(
          Exit.UNAVAILABLE, at + " cannot be read (" + e + "): is the network there?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(Exit.FAILED, "interrupted while fetching: run it again", e);
    }
  }

  private static boolean isHere(String host) {
    return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
  }
}
