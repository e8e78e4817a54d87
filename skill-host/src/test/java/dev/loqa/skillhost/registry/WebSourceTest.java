package dev.loqa.skillhost.registry;

import static dev.loqa.skillhost.registry.RegistryFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A registry over HTTP, from a server on this machine.
@Timeout(120)
class WebSourceTest {
  @TempDir private Path temp = Path.of("");
  private final CountDownLatch over = new CountDownLatch(1);
  private ExecutorService threads;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.close();
  }

  private String address() {
    return "http://localhost:" + server.getAddress().getPort() + "/skills";
  }

  private void answer(HttpHandler handler) {
    server.createContext("/skills/", handler);
  }

  private byte[] read(int most) {
    return RegistrySource.of(address()).read(SignedIndex.PATH, most);
  }

  @Test
  void readsIndexAndPackages() throws IOException {
    RegistryFixture registry = new RegistryFixture(temp);
    registry.add("1.0.0");
    answer(exchange -> {
      Path file =
          registry.place.resolve(exchange.getRequestURI().getPath().substring("/skills/".length()));
      send(
          exchange,
          Files.exists(file) ? 200 : 404,
          Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
    });
    Registry web = new Registry(RegistrySource.of(address()));

    RegistryIndex index =
        ((IndexVerdict.Usable) web.read(KnownIndex.trusting(registry.key.publisher()), NOW))
            .signed()
            .index();

    assertThat(
            web.fetch(index, index.find("bell", null).orElseThrow(), PackageLimits.USUAL)
                .skill()
                .name())
        .isEqualTo("bell");
  }

  @Test
  void endsAnAnswerThatIsTooLarge() {
    answer(exchange -> send(exchange, 200, new byte[1001]));
    assertThat(RegistrySource.of(address()).read(SignedIndex.PATH, 1001)).hasSize(1001);
    assertThatThrownBy(() -> read(1000))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("more than 1000 bytes");
  }

  @Test
  void endsAnAnswerWithoutEnd() {
    answer(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] piece = new byte[4096];
      while (true) {
        exchange.getResponseBody().write(piece);
      }
    });
    assertThatThrownBy(() -> read(100_000)).hasMessageContaining("more than 100000 bytes");
  }

  @Test
  void givesUpAServerThatStopsInTheMiddle() {
    answer(exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write(1);
      exchange.getResponseBody().flush();
      await();
    });
    WebSource source = new WebSource(URI.create(address() + "/"), Duration.ofMillis(300));

    assertThatThrownBy(() -> source.read(SignedIndex.PATH, 1000))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void followsNoRedirectAndTakesNoOtherStatus() {
    answer(exchange -> {
      exchange.getResponseHeaders().set("Location", "http://localhost:1/elsewhere");
      send(exchange, 302, new byte[0]);
    });
    assertThatThrownBy(() -> read(1000)).hasMessageContaining("it answers with status 302");
  }

  @Test
  void aServerThatIsGoneIsUnavailable() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThatThrownBy(() -> RegistrySource.of("http://localhost:" + free).read("index.loqa", 10))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String place : new String[] {"http://", "https://a b/", "http://user:secret@host/"}) {
      assertThatThrownBy(() -> RegistrySource.of(place))
          .as(place)
          .isInstanceOf(RegistryException.class);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
