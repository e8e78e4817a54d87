package dev.loqa.bench.web;

import com.sun.net.httpserver.HttpServer;
import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.loqad.secrets.SecretValues;
import dev.loqa.loqad.web.GuardedWeb;
import dev.loqa.skillhost.HttpAnswer;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.HttpRefusedException;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Risk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How many web calls end otherwise than they must: the table of the guard, and calls through the
/// whole of it to a server of this machine, which a call that gets through really reaches. Names
/// resolve to what the case says.
public final class GuardRow implements Row {
  private static final Goal NONE = Goal.atMost(0, 0, "");
  private static final int AT_LEAST = 60;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String TABLE = "loqad/src/test/resources/dev/loqa/loqad/web/guard.txt";

  /// Addresses by which this machine could be reached, or something that is not the internet.
  private static final List<String> ODD =
      List.of(
          "127.0.0.1",
          "127.9.9.9",
          "0.0.0.0",
          "::1",
          "::",
          "::7f00:1",
          "raw:00000000000000000000ffff7f000001",
          "64:ff9b::7f00:1",
          "2002:7f00:1::",
          "10.0.0.1",
          "169.254.169.254",
          "fd00:ec2::254",
          "93.184.215.14 127.0.0.1",
          "127.0.0.1 93.184.215.14");

  @Override
  public List<Line> measure(Size size) throws IOException {
    Path file = size.root().resolve(TABLE);
    GuardTable table = GuardTable.read(file);
    List<String> wrong = new ArrayList<>(table.wrong());
    int live;
    try (Target target = new Target()) {
      live = redirects(target, wrong) + addresses(target, wrong) + rebinding(target, wrong);
    }
    int all = table.size() + live;
    List<String> details = new ArrayList<>();
    details.add(
        table.size() + " of the table, " + live + " to a server: redirects, addresses, rebinding");
    wrong.stream().limit(5).forEach(details::add);
    return List.of(
        Line.of(
                "web calls of skills that end otherwise than they must",
                wrong.size(),
                NONE,
                all,
                details)
            .onlyIf(all >= AT_LEAST, "these are fewer than " + AT_LEAST));
  }

  /// A server on this machine's loopback that counts what reaches it.
  private static final class Target implements AutoCloseable {
    final AtomicInteger reached = new AtomicInteger();
    final HttpServer server;
    private volatile int status = 200;
    private volatile String location = "";

    Target() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            reached.incrementAndGet();
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    void answers(int code, String to) {
      status = code;
      location = to;
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  /// One call by a skill that may call `http://there.example:PORT/api`, in a network or on the
  /// internet; the status of its answer, or 0 when it was refused.
  private static int call(Target target, @Nullable String lan, Addresses resolved) {
    HttpRule rule =
        new HttpRule("there.example", target.port(), "http", Set.of("GET"), "/api", lan, Risk.NONE);
    URI url = URI.create("http://there.example:" + target.port() + "/api");
    HttpAsk ask = new HttpAsk("GET", url, Map.of(), "", null, rule);
    try (GuardedWeb web = GuardedWeb.with(host -> resolved.next(), SecretValues.NONE)) {
      HttpAnswer answer = web.call("stranger", ask, 1_000, LIMIT);
      return answer.status();
    } catch (HttpRefusedException refused) {
      return 0;
    }
  }

  /// What a name resolves to, time after time.
  @FunctionalInterface
  private interface Addresses {
    List<InetAddress> next() throws IOException;
  }

  private static int redirects(Target target, List<String> wrong) {
    int cases = 0;
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      for (String to :
          List.of(
              "/secret",
              "http://there.example:" + target.port() + "/secret",
              "http://127.0.0.1:" + target.port() + "/secret",
              "http://169.254.169.254/latest/meta-data")) {
        cases++;
        target.answers(status, to);
        int before = target.reached.get();
        int seen = call(target, "127.0.0.0/8", () -> GuardTable.addresses("127.0.0.1"));
        int reached = target.reached.get() - before;
        if (seen != status || reached != 1) {
          wrong.add("a redirect " + status + " to " + to + ": " + seen + ", " + reached + " calls");
        }
      }
    }
    return cases;
  }

  /// A rule for the internet, and a name that resolves into the house.
  private static int addresses(Target target, List<String> wrong) {
    target.answers(200, "/");
    for (String resolved : ODD) {
      int before = target.reached.get();
      int seen = call(target, null, () -> GuardTable.addresses(resolved));
      if (seen != 0 || target.reached.get() != before) {
        wrong.add("there.example at " + resolved + " was called: " + seen);
      }
    }
    return ODD.size();
  }

  /// A name that resolves to something else when it is asked again.
  private static int rebinding(Target target, List<String> wrong) {
    target.answers(200, "/");
    AtomicInteger asked = new AtomicInteger();
    int seen =
        call(
            target,
            "127.0.0.0/8",
            () -> GuardTable.addresses(asked.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.1.1"));
    if (seen != 200 || asked.get() != 1) {
      wrong.add("a name was looked up " + asked.get() + " times: " + seen);
    }
    AtomicInteger times = new AtomicInteger();
    Addresses turns =
        () -> GuardTable.addresses(times.getAndIncrement() == 0 ? "127.0.0.1" : "192.168.1.1");
    call(target, "127.0.0.0/8", turns);
    if (call(target, "127.0.0.0/8", turns) != 0) {
      wrong.add("a name that had been allowed was not judged again");
    }
    return 2;
  }
}
