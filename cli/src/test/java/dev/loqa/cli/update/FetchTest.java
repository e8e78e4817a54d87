package dev.loqa.cli.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.release.Bundle;
import dev.loqa.skillhost.packages.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bundles from a web folder that wants a token.
final class FetchTest {
  @TempDir private Path folder;
  private Path web;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Machine machine;

  @BeforeEach
  void aFolderAndAMachine() throws IOException {
    web = Files.createDirectory(folder.resolve("web"));
    machine = new Machine(folder.resolve("opt"));
    machine.apply(new MadeBundle("2026.1.5").in(folder));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
            asked.add(range.equals("null") ? path : path + " " + range);
            Path file = web.resolve(path);
            String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!token.equals("Bearer secret") || !Files.isRegularFile(file)) {
              exchange.sendResponseHeaders(token.equals("Bearer secret") ? 404 : 401, -1);
              return;
            }
            byte[] whole = Files.readAllBytes(file);
            int from =
                range.equals("null")
                    ? 0
                    : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            if (from > 0) {
              exchange
                  .getResponseHeaders()
                  .set(
                      "Content-Range",
                      "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length);
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, whole.length - from);
            exchange.getResponseBody().write(whole, from, whole.length - from);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theNewestBundleIsFetchedAndBelieved() throws IOException {
    Path offered = offer(new MadeBundle("2026.1.6"));

    Bundle bundle = fetch("secret").orElseThrow();

    assertThat(bundle.file()).hasSameBinaryContentAs(offered);
    assertThat(machine.apply(bundle.file()).active()).isEqualTo("2026.1.6");
    assertThat(fetch("secret")).isEmpty();
  }

  @Test
  void aTransferThatBrokeOffGoesOn() throws IOException {
    Path offered = offer(new MadeBundle("2026.1.6"));
    byte[] whole = Files.readAllBytes(offered);
    Path part = machine.releases.fetched().resolve(offered.getFileName() + ".part");
    Files.createDirectories(machine.releases.fetched());
    Files.write(part, Arrays.copyOf(whole, 100));
    Files.writeString(Path.of(part + ".tag"), "\"1\"");

    assertThat(fetch("secret")).isPresent();

    assertThat(asked).contains(offered.getFileName() + " bytes=100-");
    assertThat(part).doesNotExist();
  }

  @Test
  void withoutTheTokenNothingComes() throws IOException {
    offer(new MadeBundle("2026.1.6"));

    assertThatThrownBy(() -> fetch("wrong")).hasMessageContaining("status 401");
    assertThat(machine.releases.fetched()).doesNotExist();
  }

  @Test
  void aTokenIsNeverShownInPlainTextToAnotherMachine() {
    assertThatThrownBy(() ->
            new Fetch(
                machine.releases, MadeBundle.HERE, "http://nas.local/loqa", Optional.of("secret")))
        .hasMessageContaining("over https only");
  }

  @Test
  void nothingLargeIsFetchedThatNobodyKnownSigned() throws IOException {
    Path offered = offer(new MadeBundle("2026.1.6").signedBy(SigningKey.generate()));

    assertThatThrownBy(() -> fetch("secret")).hasMessageContaining("which is not in");
    assertThat(asked).doesNotContain(offered.getFileName().toString());
  }

  @Test
  void aBundleThatIsNotWhatWasSignedIsThrownAway() throws IOException {
    Path offered = offer(new MadeBundle("2026.1.6"));
    byte[] bytes = Files.readAllBytes(offered);
    bytes[bytes.length / 2] ^= 1;
    Files.write(offered, bytes);

    assertThatThrownBy(() -> fetch("secret"))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("damaged");
    assertThat(machine.releases.fetched().resolve(offered.getFileName())).doesNotExist();
  }

  @Test
  void anOlderReleaseIsNotTaken() throws IOException {
    offer(new MadeBundle("2026.1.4"));

    assertThatThrownBy(() -> fetch("secret")).hasMessageContaining("older than 2026.1.5");
  }

  private Path offer(MadeBundle made) throws IOException {
    Path bundle = made.in(web);
    Files.writeString(
        web.resolve("latest-linux-amd64"), bundle.getFileName() + " " + Files.size(bundle) + "\n");
    return bundle;
  }

  private Optional<Bundle> fetch(String token) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new Fetch(machine.releases, MadeBundle.HERE, url, Optional.of(token))
        .newest(MadeBundle.keys(), have -> {});
  }
}
