package dev.loqa.loqad.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.web.WebAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP/1.1 against a real socket that answers whatever a test wants.
@Timeout(120)
final class SocketConnectorTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @TempDir private Path folder;
  private RawServer server = RawServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private WebRequest request(String method, String body) {
    return new WebRequest(
        method,
        WebAddress.parse("http://ha.local:" + server.port() + "/api/x?y=1%2F"),
        Map.of("X-Thing", "a"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private RawAnswer exchange(String method, String body, int most) throws IOException {
    return SocketConnector.usual().exchange(request(method, body), List.of(LOOPBACK), most, LONG);
  }

  private static String text(RawAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }

  @Test
  void sendsTheTargetAsItWasJudgedAndTheNameAsHost() throws IOException {
    server.answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: 1\r\nx-a: 2\r\n\r\nok");

    RawAnswer answer = exchange("POST", "{\"ü\":1}", 100);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("ok");
    assertThat(answer.more()).isFalse();
    assertThat(answer.headers()).containsEntry("x-a", "1, 2");
    String sent = server.requests.getFirst();
    assertThat(sent).startsWith("POST /api/x?y=1%2F HTTP/1.1\r\n").endsWith("\r\n\r\n{\"Ã¼\":1}");
    assertThat(sent.lines().toList())
        .contains(
            "Host: ha.local:" + server.port(),
            "Connection: close",
            "Accept-Encoding: identity",
            "Content-Length: 8",
            "X-Thing: a");
  }

  @Test
  void triesTheNextPinnedAddressWhenOneTakesNoConnection() throws IOException {
    server.answers("HTTP/1.1 204 No Content\r\n\r\n");

    RawAnswer answer =
        SocketConnector.usual()
            .exchange(
                request("GET", ""), List.of(InetAddress.ofLiteral("::1"), LOOPBACK), 10, LONG);

    assertThat(answer.status()).isEqualTo(204);
  }

  @Test
  void readsChunksAndSkipsInterimAnswers() throws IOException {
    server.answers(
        lines(
            "HTTP/1.1 103 Early Hints",
            "",
            "HTTP/1.1 200 OK",
            "Transfer-Encoding: chunked",
            "",
            "3",
            "abc",
            "2",
            "de",
            "0",
            "",
            ""));

    RawAnswer answer = exchange("GET", "", 100);

    assertThat(text(answer)).isEqualTo("abcde");
    assertThat(answer.headers()).doesNotContainKey("transfer-encoding");
  }

  @Test
  void readsUntilTheEndWhereNoLengthIsGiven() throws IOException {
    server.answers("HTTP/1.0 200 OK\r\n\r\nabc");

    assertThat(text(exchange("GET", "", 100))).isEqualTo("abc");
  }

  @Test
  void stopsReadingAtTheLimit() throws IOException {
    server.answers("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(200_000));

    RawAnswer answer = exchange("GET", "", 10);

    assertThat(text(answer)).isEqualTo("x".repeat(10));
    assertThat(answer.more()).isTrue();
  }

  @Test
  void followsNoRedirectAndKeepsNoCookie() throws IOException {
    server.answers(
        lines(
            "HTTP/1.1 301 Moved",
            "Location: http://127.0.0.1:1/",
            "Set-Cookie: a=b",
            "Content-Length: 0",
            "",
            ""));

    RawAnswer answer = exchange("GET", "", 10);

    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.headers())
        .containsEntry("location", "http://127.0.0.1:1/")
        .doesNotContainKey("set-cookie");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void reportsWhatIsNoHttpWithoutReadingForEver() {
    for (String odd :
        List.of(
            "",
            "SSH-2.0-OpenSSH_9.2\r\n",
            "HTTP/1.1 abc\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
            "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(200) + "\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n".repeat(20),
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")) {
      server.answers(odd);
      assertThatThrownBy(() -> exchange("GET", "", 100)).as(odd).isInstanceOf(IOException.class);
    }
  }

  @Test
  void saysThatNobodyTakesTheConnection() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      free = socket.getLocalPort();
    }
    WebRequest request =
        new WebRequest(
            "GET", WebAddress.parse("http://ha.local:" + free + "/"), Map.of(), new byte[0]);

    assertThatThrownBy(() -> SocketConnector.usual().exchange(request, List.of(LOOPBACK), 10, LONG))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"good.test", "bad.test"})
  void checksTheCertificateAgainstTheNameAndNotTheAddress(String host) throws Exception {
    SSLContext tls = tls("good.test");
    server.close();
    server =
        RawServer.start(tls.getServerSocketFactory())
            .answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    SocketConnector connector = new SocketConnector(tls.getSocketFactory());
    WebRequest request =
        new WebRequest(
            "GET",
            WebAddress.parse("https://" + host + ":" + server.port() + "/"),
            Map.of(),
            new byte[0]);

    if (host.equals("good.test")) {
      RawAnswer answer = connector.exchange(request, List.of(LOOPBACK), 10, LONG);
      assertThat(text(answer)).isEqualTo("ok");
      assertThat(server.requests.getFirst()).contains("Host: good.test:" + server.port());
    } else {
      assertThatThrownBy(() -> connector.exchange(request, List.of(LOOPBACK), 10, LONG))
          .isInstanceOf(SSLException.class);
      assertThatThrownBy(
              () -> SocketConnector.usual().exchange(request, List.of(LOOPBACK), 10, LONG))
          .isInstanceOf(SSLException.class);
    }
  }

  /// A context whose server shows a certificate for `name` and whose client trusts it.
  private SSLContext tls(String name)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=dns:" + name,
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, "changeit".toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
