package dev.loqa.loqad.web;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.secrets.SecretValues;
import dev.loqa.skillhost.HttpAnswer;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.HttpRefusedException;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.web.SecretHandles;
import dev.loqa.skillhost.web.WebAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The web of this machine behind [WebGuard]: a host is looked up once, every address of the answer
/// is judged, and the connection goes to a judged address. Redirects are answers like others.
///
/// Each call has a virtual thread of its own, which the deadline interrupts; at most 16 at once.
/// Thread-safe. Messages of its faults hold nothing that a server said, because a server may say a
/// secret.
public final class GuardedWeb implements Web, Part {
  private static final int MOST_AT_ONCE = 16;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Resolver resolver;
  private final Connector connector;
  private final SecretValues secrets;
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();

  GuardedWeb(Resolver resolver, Connector connector, SecretValues secrets) {
    this.resolver = resolver;
    this.connector = connector;
    this.secrets = secrets;
  }

  /// With this machine's names, network and trust.
  public static GuardedWeb ofMachine(SecretValues secrets) {
    return with(Resolver.SYSTEM, secrets);
  }

  /// The same with names looked up otherwise.
  public static GuardedWeb with(Resolver resolver, SecretValues secrets) {
    return new GuardedWeb(resolver, SocketConnector.usual(), secrets);
  }

  @Override
  public HttpAnswer call(String skill, HttpAsk ask, int limitBytes, Duration deadline) {
    WebGuard.Form.Fits fits =
        switch (WebGuard.form(ask, List.of(ask.rule()))) {
          case WebGuard.Form.Misfit misfit -> throw new HttpRefusedException(misfit.reason());
          case WebGuard.Form.Fits form -> form;
        };
    Map<String, String> values = values(skill, WebGuard.secrets(ask));
    WebRequest request = filled(ask, fits.address(), values);
    Redaction redaction = new Redaction(values);
    // The guest shall see the end of its call before its own time is over.
    Duration within = deadline.multipliedBy(9).dividedBy(10);
    Duration limit = within.compareTo(LONGEST) < 0 ? within : LONGEST;
    RawAnswer answer = within(limit, fits, request, limitBytes + redaction.overlap());
    return clean(answer, redaction, limitBytes);
  }

  private Map<String, String> values(String skill, Set<String> names) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : names) {
      values.put(
          name,
          secrets
              .value(skill, name)
              .orElseThrow(() ->
                  new SkillHostException(
                      "the secret "
                          + name
                          + " is not set: loqa-skill secret set "
                          + skill
                          + " "
                          + name)));
    }
    return values;
  }

  private static WebRequest filled(HttpAsk ask, WebAddress address, Map<String, String> values) {
    Map<String, String> headers = new HashMap<>();
    ask.headers().forEach((name, value) -> headers.put(name, header(value, values)));
    String bearer = ask.secret();
    if (bearer != null) {
      headers.put("Authorization", "Bearer " + header(SecretHandles.of(bearer), values));
    }
    String body = SecretHandles.fill(ask.body(), name -> String.valueOf(values.get(name)));
    return new WebRequest(ask.method(), address, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String header(String value, Map<String, String> values) {
    return SecretHandles.fill(
        value,
        name -> {
          String secret = String.valueOf(values.get(name));
          if (secret.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new SkillHostException(
                "the secret " + name + " cannot be sent in a header: it is not ASCII");
          }
          return secret;
        });
  }

  private RawAnswer within(Duration limit, WebGuard.Form.Fits fits, WebRequest request, int most) {
    if (!free.tryAcquire()) {
      throw new SkillHostException(MOST_AT_ONCE + " web calls are under way: try again later");
    }
    long end = System.nanoTime() + limit.toNanos();
    FutureTask<RawAnswer> task = new FutureTask<>(() -> exchange(end, fits, request, most));
    Thread.ofVirtual()
        .name("web-call")
        .start(() -> {
          running.add(Thread.currentThread());
          try {
            task.run();
          } finally {
            running.remove(Thread.currentThread());
            // Only now: a lookup that hangs after its deadline still holds its place.
            free.release();
          }
        });
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw late(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SkillHostException("stopped with its skill");
    } catch (ExecutionException e) {
      throw fault(e.getCause(), fits.address(), limit);
    } finally {
      task.cancel(true);
    }
  }

  private RawAnswer exchange(long end, WebGuard.Form.Fits fits, WebRequest request, int most)
      throws IOException {
    return switch (WebGuard.pin(fits, resolver.resolve(fits.address().host()))) {
      case Verdict.Denied denied -> throw new HttpRefusedException(denied.reason());
      case Verdict.Allowed allowed -> {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive()) {
          throw new SocketTimeoutException();
        }
        yield connector.exchange(request, allowed.addresses(), most, left);
      }
    };
  }

  private static SkillHostException late(Duration limit) {
    return new SkillHostException("no answer within " + limit.toMillis() + " ms");
  }

  private static RuntimeException fault(
      @Nullable Throwable cause, WebAddress address, Duration limit) {
    return switch (cause) {
      case HttpRefusedException refused -> refused;
      case UnknownHostException _ ->
          new SkillHostException(address.host() + " is not known: check the name and the DNS");
      case SocketTimeoutException _ -> late(limit);
      case SSLException _ ->
          new SkillHostException(
              "no secure connection to "
                  + address.authority()
                  + ": its certificate must be for that name and trusted by this Java");
      case ConnectException _ ->
          new SkillHostException(address.authority() + " takes no connection");
      case null, default ->
          new SkillHostException(address.authority() + " broke off or sent no HTTP");
    };
  }

  private static HttpAnswer clean(RawAnswer answer, Redaction redaction, int limitBytes) {
    Map<String, String> headers = new LinkedHashMap<>();
    int room = limitBytes;
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      String value = redaction.clean(header.getValue());
      room -= header.getKey().length() + value.length();
      if (room >= 0 && redaction.clean(header.getKey()).equals(header.getKey())) {
        headers.put(header.getKey(), value);
      }
    }
    String packed = answer.headers().getOrDefault("content-encoding", "identity");
    if (!packed.equalsIgnoreCase("identity")) {
      // It was told not to. What is packed cannot be searched for secrets.
      return new HttpAnswer(answer.status(), headers, "", answer.body().length > 0);
    }
    String text = new String(answer.body(), charset(answer.headers()));
    int end = fitting(text, limitBytes);
    return new HttpAnswer(
        answer.status(), headers, redaction.clean(text, end), answer.more() || end < text.length());
  }

  /// How many characters of a text take at most so many bytes of UTF-8.
  private static int fitting(String text, int bytes) {
    int at = 0;
    int left = bytes;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      left -= c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (left < 0) {
        return at;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private static Charset charset(Map<String, String> headers) {
    String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
    return type.contains("charset=iso-8859-1") || type.contains("charset=\"iso-8859-1\"")
        ? StandardCharsets.ISO_8859_1
        : StandardCharsets.UTF_8;
  }

  @Override
  public void close() {
    running.forEach(Thread::interrupt);
  }
}
