package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loqa.base.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a typed question over the setting, the guard and a real socket to a forecast server of this
/// machine and back to the words, in a real house.
final class WeatherTurnTest {
  @TempDir private Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/", this::forecast);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void forecast(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
    List<String> days =
        List.of(
            now.minusDays(1).toLocalDate().toString(),
            now.toLocalDate().toString(),
            now.plusDays(1).toLocalDate().toString());
    Map<String, Object> answer =
        Map.of(
            "utc_offset_seconds",
            0,
            "current",
            Map.of(
                "time",
                now.truncatedTo(ChronoUnit.MINUTES).toString(),
                "temperature_2m",
                -0.6,
                "weather_code",
                71),
            "daily",
            Map.of(
                "time",
                days,
                "weather_code",
                List.of(71, 71, 71),
                "temperature_2m_max",
                List.of(1.6, 1.6, 1.6),
                "temperature_2m_min",
                List.of(-4.4, -4.4, -4.4),
                "precipitation_probability_max",
                List.of(90, 90, 90)));
    byte[] body = Json.text(answer).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static HttpResponse<String> set(House house, Map<String, Object> values) {
    return house.send(
        house
            .request("/v1/skills/weather/settings")
            .PUT(BodyPublishers.ofString(Json.text(Map.of("set", values))))
            .build());
  }

  @Test
  void asksTheServerThatTheOwnerNamesAndNoOther() {
    Path data = folder.resolve("data");
    String origin = "http://127.0.0.1:" + server.getAddress().getPort();
    try (House house = House.start(data, House.shipped("weather"))) {
      assertThat(house.say("what's the weather").reply()).startsWith("I don't know where we are.");
      assertThat(asked).isEmpty();

      assertThat(set(house, Map.of("latitude", "north")).statusCode()).isEqualTo(400);
      HttpResponse<String> agreed =
          set(
              house,
              Map.of(
                  "source", origin, "latitude", "53.5511", "longitude", "9.9937", "place", "Ulm"));
      assertThat(agreed.body())
          .contains("may call GET " + origin + "/v1/forecast... in your network 127.0.0.1/32");

      assertThat(house.say("what's the weather").reply())
          .isEqualTo(
              "It is -1 degrees in Ulm, snow. Today: snow, -4 to 2 degrees, 90 percent chance of"
                  + " snow.");
      assertThat(house.sayIn("de", "wird es heute schneien").reply())
          .startsWith("Ja, es wird heute wohl schneien");
      assertThat(asked)
          .hasSize(2)
          .allMatch(line -> line.startsWith("GET /v1/forecast?latitude=53.55&longitude=9.99&"));

      house.loqad().kill();
      house.again();
      assertThat(house.say("how cold is it outside").reply()).startsWith("It is -1 degrees");

      status = 503;
      assertThat(house.say("will it rain").reply()).contains("it sent error 503");
      server.stop(0);
      assertThat(house.say("will it rain").reply()).contains("does not answer");

      // A name that leads into the house is no way around the network that was agreed to.
      assertThat(
              set(house, Map.of("source", origin.replace("127.0.0.1", "localhost"))).statusCode())
          .isEqualTo(400);
    }
  }
}
