package dev.loqa.loqad.http;

import dev.loqa.loqad.Readiness;
import dev.loqa.loqad.console.Console;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The page with its files, the way a browser is signed in, health, metrics and the API's document.
final class PageRoutes {
  private final ApiContext context;
  private final Credentials credentials;

  PageRoutes(ApiContext context, Credentials credentials) {
    this.context = context;
    this.credentials = credentials;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.open("GET", "/", this::page));
    for (Console.File file : Console.files()) {
      routes.add(Route.open("GET", "/console/" + file.name(), _ -> answer(file)));
    }
    routes.add(Route.open("GET", "/openapi.json", _ -> answer(Console.openApi())));
    routes.add(Route.open("GET", "/healthz", _ -> Answer.text("ok\n")));
    routes.add(Route.open("GET", "/readyz", _ -> ready()));
    routes.add(Route.open("GET", "/metrics", _ -> Answer.text(context.telemetry().scrape())));
    routes.add(Route.owner("POST", "/v1/sign-in", this::signIn));
    routes.add(Route.owner("POST", "/v1/sign-in-url", this::signInUrl));
    return routes;
  }

  private static Answer answer(Console.File file) {
    return Answer.bytes(200, file.type(), file.content()).with("Cache-Control", "no-cache");
  }

  private Answer page(Call call) {
    Optional<String> code = call.query("code");
    if (code.isEmpty()) {
      return answer(Console.page());
    }
    if (!credentials.useCode(code.get())) {
      return Answer.seeOther("/?signed-in=no");
    }
    return Answer.seeOther("/").with("Set-Cookie", cookie(call));
  }

  private String cookie(Call call) {
    return Guard.cookieName(call.port())
        + "="
        + credentials.newCookie()
        + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
        + Credentials.COOKIE_LIFE.toSeconds();
  }

  private Answer signIn(Call call) {
    return Answer.json(Map.of("signed_in", true)).with("Set-Cookie", cookie(call));
  }

  private Answer signInUrl(Call call) {
    String host = call.header("Host").orElse("127.0.0.1:" + call.port());
    return Answer.json(
        Map.of(
            "url",
            "http://" + host + "/?code=" + credentials.newCode(),
            "seconds",
            Credentials.CODE_LIFE.toSeconds()));
  }

  private Answer ready() {
    Readiness.Report report = context.readiness().report();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ready", report.ready());
    body.put("checks", report.checks());
    return Answer.json(report.ready() ? 200 : 503, body);
  }
}
