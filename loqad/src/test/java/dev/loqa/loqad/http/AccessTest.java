package dev.loqa.loqad.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  @TempDir Path folder;
  private TestApi api;

  @BeforeEach
  void start() throws IOException {
    api = new TestApi(folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void makesATokenOf256BitsThatOnlyItsOwnerReads() throws IOException {
    assertThat(api.token()).matches("[A-Za-z0-9_-]{43}");
    assertThat(Files.getPosixFilePermissions(folder.resolve("run/token")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void keepsATokenThatStandsThere() throws IOException {
    String before = api.token();
    api.close();
    api = new TestApi(folder);
    assertThat(api.token()).isEqualTo(before);
  }

  @Test
  void asksForATokenOnEveryOwnersRoute() throws IOException, InterruptedException {
    for (Route route : routes()) {
      if (route.access() == Route.Access.OWNER) {
        assertThat(route.path()).startsWith("/v1/");
        var response =
            api.send(
                api.request(route.path().replaceAll("\\{.*?}", "x"))
                    .method(route.method(), HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).as(route.path()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
            .contains("Bearer realm=\"loqa\"");
        assertThat(TestApi.error(response)).contains("token is missing").contains("run/token");
      } else {
        assertThat(route.path()).doesNotStartWith("/v1");
      }
    }
  }

  private List<Route> routes() {
    return api.api.routes();
  }

  @Test
  void refusesAWrongTokenEvenOfASignedInBrowser() throws IOException, InterruptedException {
    String cookie = signedIn();
    for (String wrong : List.of("Bearer wrong", "Bearer ", "Basic " + api.token(), "")) {
      var response =
          api.send(api.request("/v1/home").header("Authorization", wrong).header("Cookie", cookie));
      assertThat(response.statusCode()).as(wrong).isEqualTo(401);
    }
  }

  @Test
  void answersHealthAndMetricsWithoutAToken() throws IOException, InterruptedException {
    assertThat(api.send(api.request("/healthz")).body()).isEqualTo("ok\n");
    assertThat(api.send(api.request("/metrics")).statusCode()).isEqualTo(200);
    var ready = api.send(api.request("/readyz"));
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("\"ready\":false", "skill.bad", "no stt node");
  }

  @Test
  void aCodeSignsInOnceOnly() throws IOException, InterruptedException {
    String address = api.api.signInUrl();
    HttpResponse<String> first = open(address);
    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(first.headers().firstValue("Location")).contains("/");
    String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
    var home = api.send(api.request("/v1/home").header("Cookie", cookie.split(";", 2)[0]));
    assertThat(home.statusCode()).isEqualTo(200);

    HttpResponse<String> second = open(address);
    assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(second.headers().firstValue("Location")).contains("/?signed-in=no");
  }

  private HttpResponse<String> open(String address) throws IOException, InterruptedException {
    return api.send(api.request("/").uri(URI.create(address)));
  }

  private String signedIn() throws IOException, InterruptedException {
    var response = open(api.api.signInUrl());
    return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  @Test
  void refusesACookieThatSomebodyChanged() throws IOException, InterruptedException {
    String cookie = signedIn();
    int equals = cookie.indexOf('=');
    for (String forged :
        List.of(
            cookie.substring(0, equals + 1) + "9" + cookie.substring(equals + 1),
            cookie + "x",
            cookie.substring(0, equals + 1),
            cookie.substring(0, cookie.lastIndexOf('.')))) {
      var response = api.send(api.request("/v1/home").header("Cookie", forged));
      assertThat(response.statusCode()).as(forged).isEqualTo(401);
    }
  }

  @Test
  void theTokenBecomesACookieAndAnAddress() throws IOException, InterruptedException {
    var signIn = api.post("/v1/sign-in", "");
    String cookie = signIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    assertThat(api.send(api.request("/v1/home").header("Cookie", cookie)).statusCode())
        .isEqualTo(200);
    String address = String.valueOf(TestApi.json(api.post("/v1/sign-in-url", "")).get("url"));
    assertThat(open(address).headers().firstValue("Set-Cookie")).isPresent();
  }

  @Test
  void refusesAForeignOrigin() throws IOException, InterruptedException {
    String cookie = signedIn();
    for (String origin :
        List.of("http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1")) {
      var response =
          api.send(
              api.request("/v1/say")
                  .header("Cookie", cookie)
                  .header("Origin", origin)
                  .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"hello\"}")));
      assertThat(response.statusCode()).as(origin).isEqualTo(403);
      assertThat(TestApi.error(response)).contains("may not call Loqa");
    }
    var own =
        api.send(api.request("/v1/home").header("Cookie", cookie).header("Origin", api.api.url()));
    assertThat(own.statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAPageOfAnotherSiteThatSendsNoOrigin() throws IOException, InterruptedException {
    var response =
        api.send(
            api.request("/v1/home")
                .header("Cookie", signedIn())
                .header("Sec-Fetch-Site", "same-site"));
    assertThat(response.statusCode()).isEqualTo(403);
  }

  @Test
  void refusesAForeignHostOnEveryRoute() throws IOException {
    for (String host :
        List.of("evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:" + port())) {
      for (String path : List.of("/", "/healthz", "/metrics", "/v1/home", "/nothing")) {
        assertThat(statusFor(host, path)).as(host + path).isEqualTo("403");
      }
    }
    assertThat(statusFor("localhost:" + port(), "/healthz")).isEqualTo("200");
    assertThat(statusFor("[::1]:" + port(), "/healthz")).isEqualTo("200");
  }

  private int port() {
    return URI.create(api.api.url()).getPort();
  }

  /// Over a plain socket, since the JDK's client sets Host itself.
  private String statusFor(String host, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(12), StandardCharsets.US_ASCII).substring(9);
    }
  }

  @Test
  void thePageRunsOnlyItsOwnScripts() throws IOException, InterruptedException {
    var page = api.send(api.request("/"));
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
    assertThat(page.body()).doesNotContain("http://", "https://", "onclick", "<style");
    for (String file : List.of("app.js", "view.js", "style.css", "icon.svg")) {
      assertThat(page.body() + api.send(api.request("/console/app.js")).body()).contains(file);
      assertThat(api.send(api.request("/console/" + file)).statusCode()).isEqualTo(200);
    }
  }
}
