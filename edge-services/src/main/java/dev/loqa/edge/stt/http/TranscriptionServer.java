package dev.loqa.edge.stt.http;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.life.Part;
import dev.loqa.edge.stt.Cancellation;
import dev.loqa.edge.stt.HttpSettings;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.SttException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks one server to write down what was said, within a deadline.
///
/// A connection that breaks, a server in trouble (5xx) and one that is busy (429) are tried once
/// more, if the deadline leaves room for it. Redirects are not followed: the sound of a home goes
/// where its owner said. An answer is read up to [#MOST_ANSWER_BYTES]. Any thread may ask; the
/// caller waits.
final class TranscriptionServer implements Part {
  static final int MOST_ANSWER_BYTES = 256 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(TranscriptionServer.class);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// What became of one request.
  private sealed interface Outcome {
    record Heard(Hypothesis hypothesis) implements Outcome {}

    /// @param again whether a second try may help, after `pause`
    record Failed(String fault, boolean again, Duration pause) implements Outcome {
      static Failed forGood(String fault) {
        return new Failed(fault, false, Duration.ZERO);
      }
    }
  }

  private final HttpSettings settings;
  private final URI endpoint;
  private final String language;
  private final ServerKey key;
  private final HttpClient client;
  private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();

  TranscriptionServer(HttpSettings settings, String language, ServerKey key) {
    this.settings = settings;
    this.language = Locale.forLanguageTag(language).getLanguage();
    this.key = key;
    endpoint = settings.endpoint();
    if (endpoint.getScheme().equals("http") && !key.isEmpty() && !local(endpoint.getHost())) {
      LOG.atWarn()
          .addKeyValue("server", endpoint.getHost())
          .log("the key and what is said travel without encryption: use https");
    }
    client =
        HttpClient.newBuilder()
            // An upgrade to HTTP/2 in clear text confuses some of these servers.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.deadline())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  private static boolean local(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
  }

  /// What was said.
  ///
  /// @param hint sentences and names that may occur
  /// @param cancellation ends the request, and the connection with it
  /// @throws SttException when no words came in time; the message says what to do
  Hypothesis transcribe(Pcm speech, String hint, Cancellation cancellation) {
    running.add(cancellation);
    try {
      long deadline = System.nanoTime() + settings.deadline().toNanos();
      var form = new TranscriptionForm("loqa" + UUID.randomUUID(), fields(hint), speech);
      var first = ask(form, deadline, cancellation);
      if (first instanceof Outcome.Failed failed && again(failed, deadline, cancellation)) {
        LOG.atDebug().addKeyValue("fault", failed.fault()).log("asking once more");
        return orThrow(ask(form, deadline, cancellation));
      }
      return orThrow(first);
    } finally {
      running.remove(cancellation);
    }
  }

  private static Hypothesis orThrow(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Heard heard -> heard.hypothesis();
      case Outcome.Failed failed -> throw new SttException(failed.fault());
    };
  }

  private Map<String, String> fields(String hint) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("model", settings.model());
    fields.put("language", language);
    fields.put("response_format", settings.detailed() ? "verbose_json" : "json");
    fields.put("temperature", "0");
    if (settings.prompt() && !hint.isBlank()) {
      fields.put("prompt", hint);
    }
    return fields;
  }

  /// Waits out the pause before a second try; false when there is to be none.
  private boolean again(Outcome.Failed failed, long deadline, Cancellation cancellation) {
    if (!failed.again() || failed.pause().toNanos() >= deadline - System.nanoTime()) {
      return false;
    }
    try {
      return !cancellation.await(failed.pause());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private Outcome ask(TranscriptionForm form, long deadline, Cancellation cancellation) {
    var request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", form.contentType())
            .header("Accept", "application/json")
            .POST(form.body());
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key.value());
    }
    var asked =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_ANSWER_BYTES));
    cancellation.onCancel(() -> asked.cancel(true));
    try {
      return judge(asked.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (CancellationException e) {
      throw Cancellation.fault();
    } catch (TimeoutException e) {
      asked.cancel(true);
      return Outcome.Failed.forGood(
          server()
              + " has not answered within "
              + settings.deadline().toMillis()
              + " ms: use a smaller model, or a longer stt.http.deadline_ms");
    } catch (ExecutionException e) {
      if (cancellation.cancelled()) {
        throw Cancellation.fault();
      }
      return broken(e.getCause());
    } catch (InterruptedException e) {
      asked.cancel(true);
      throw interrupted();
    }
  }

  private Outcome broken(@Nullable Throwable cause) {
    if (cause instanceof ConnectException) {
      return new Outcome.Failed(
          server() + " cannot be reached: start it, or correct stt.http.url", true, PAUSE);
    }
    if (cause instanceof IOException) {
      return new Outcome.Failed(
          server()
              + " broke off ("
              + cause.getMessage()
              + "): see its log, and that stt.http.url is its API",
          true,
          PAUSE);
    }
    throw new IllegalStateException("asking " + server() + " failed", cause);
  }

  private Outcome judge(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    var said = " (" + status + ", \"" + shown(TranscriptionAnswer.beginning(answer.body())) + "\")";
    return switch (status) {
      case 200 -> new Outcome.Heard(TranscriptionAnswer.read(answer.body(), server()));
      case 401, 403 ->
          Outcome.Failed.forGood(
              server() + " refuses the key" + said + ": put the right one in stt.http.key_file");
      case 404 ->
          Outcome.Failed.forGood(
              server()
                  + " has no such address or model"
                  + said
                  + ": check stt.http.url and stt.http.model");
      case 429 ->
          new Outcome.Failed(
              server() + " is busy" + said + ": ask again, or see its limits",
              true,
              retryAfter(answer));
      default -> {
        if (status / 100 == 3) {
          yield Outcome.Failed.forGood(
              server()
                  + " sends elsewhere, to "
                  + shown(answer.headers().firstValue("Location").orElse("nowhere"))
                  + ", where no sound is sent: set stt.http.url to what you trust");
        }
        yield new Outcome.Failed(
            server() + " failed" + said + ": see its log",
            status / 100 == 5,
            status == 503 ? retryAfter(answer) : PAUSE);
      }
    };
  }

  /// Seconds as the server asks for them; a short pause when it says nothing that is a number.
  private static Duration retryAfter(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(PAUSE);
  }

  /// A server's words on one line, without the key.
  private String shown(String text) {
    var line = text.replaceAll("[\\s\\p{C}]+", " ");
    return key.isEmpty() ? line : line.replace(key.value(), "(key)");
  }

  private String server() {
    return "the speech server at " + endpoint;
  }

  private static SttException interrupted() {
    Thread.currentThread().interrupt();
    return new SttException("this node is stopping: ask again");
  }

  @Override
  public void close() {
    running.forEach(Cancellation::cancel);
    client.shutdownNow();
  }
}
