package dev.loqa.loqad.home.assistant;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.loqad.home.assistant.HomeAssistantException.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One signed-in WebSocket to Home Assistant: commands go out with an id, results and events come
/// in.
///
/// Any thread may send; one at a time does. Results and events are handed out in the order in which
/// they came, one at a time, on a thread of the HTTP client; who takes them must not block. When
/// the other side closes, sends what is no message, or more than [#MOST_CHARACTERS], the socket is
/// closed and every open request fails.
final class HomeAssistantSocket implements AutoCloseable {
  /// Longest message that is read.
  static final int MOST_CHARACTERS = 8 * 1024 * 1024;

  /// Requests under way at most.
  static final int MOST_REQUESTS = 256;

  private static final Duration SEND_WITHIN = Duration.ofSeconds(5);

  private final Consumer<Map<String, Object>> events;
  private final Runnable ended;
  private final Map<Long, Consumer<Reply>> open = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable String> lost = new AtomicReference<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch signedIn = new CountDownLatch(1);
  private final ReentrantLock sending = new ReentrantLock();
  private final String token;
  private volatile @Nullable WebSocket socket;
  private volatile boolean refused;
  private volatile String version = "";
  private long last;

  /// What came of a request.
  ///
  /// @param error code and words, of one that failed; [#LOST] when the connection broke
  record Reply(boolean success, @Nullable Object result, String error) {
    static final String LOST = "connection_lost";

    boolean lost() {
      return error.equals(LOST);
    }
  }

  private HomeAssistantSocket(String token, Consumer<Map<String, Object>> events, Runnable ended) {
    this.token = token;
    this.events = events;
    this.ended = ended;
  }

  /// Connects and signs in.
  ///
  /// @param events gets each event, as `{event_type, data}`
  /// @param ended told once when the connection has ended
  /// @throws HomeAssistantException when it is not there or does not take the token
  static HomeAssistantSocket open(
      HttpClient client,
      URI address,
      String token,
      Duration within,
      Consumer<Map<String, Object>> events,
      Runnable ended) {
    HomeAssistantSocket socket = new HomeAssistantSocket(token, events, ended);
    long end = System.nanoTime() + within.toNanos();
    try {
      socket.socket =
          get(
              client
                  .newWebSocketBuilder()
                  .connectTimeout(within)
                  .buildAsync(address, socket.new Listener()),
              within);
      if (!socket.signedIn.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        socket.lose("it did not let this program in within " + within.toSeconds() + " s");
      }
    } catch (ExecutionException e) {
      throw away(address, e);
    } catch (TimeoutException e) {
      throw new HomeAssistantException(
          Fault.AWAY, "Home Assistant at " + address + " does not answer: is it running?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      socket.lose("stopped");
    }
    String why = socket.lost.get();
    if (why != null) {
      socket.close();
      throw new HomeAssistantException(
          socket.refused ? Fault.TOKEN : Fault.AWAY, "Home Assistant at " + address + ": " + why);
    }
    return socket;
  }

  private static HomeAssistantException away(URI address, ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String why =
        cause instanceof WebSocketHandshakeException handshake
            ? "answers with " + handshake.getResponse().statusCode() + ": is this its address?"
            : "cannot be reached ("
                + (cause.getMessage() == null
                    ? cause.getClass().getSimpleName()
                    : cause.getMessage())
                + "): is it running, and is this its address?";
    return new HomeAssistantException(
        Fault.AWAY, "Home Assistant at " + address + " " + why, cause);
  }

  private static <T> T get(Future<T> future, Duration within)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(within.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The version that it told, as `2026.4.0`.
  String version() {
    return version;
  }

  /// Sends a command; `then` gets its result once, in the order of all that comes in.
  ///
  /// @return false when nothing was sent; `then` is not called
  boolean send(String type, Map<String, Object> fields, Consumer<Reply> then) {
    sending.lock();
    try {
      if (lost.get() != null || open.size() >= MOST_REQUESTS) {
        return false;
      }
      long id = ++last;
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("id", id);
      message.put("type", type);
      message.putAll(fields);
      open.put(id, then);
      if (!write(message) || lost.get() != null) {
        // It may have gone out before the connection broke, and whoever lost that may have missed
        // this request: nobody knows what became of it.
        Consumer<Reply> waiting = open.remove(id);
        if (waiting != null) {
          waiting.accept(new Reply(false, null, Reply.LOST));
        }
      }
      return true;
    } finally {
      sending.unlock();
    }
  }

  /// Sends a command and waits for its result.
  ///
  /// @param read gets the result before anything that came after it
  /// @throws HomeAssistantException when it fails, or nothing comes in time
  void request(
      String type, Map<String, Object> fields, Duration within, Consumer<@Nullable Object> read) {
    AtomicReference<@Nullable Reply> answer = new AtomicReference<>();
    CountDownLatch answered = new CountDownLatch(1);
    boolean sent =
        send(
            type,
            fields,
            reply -> {
              if (reply.success()) {
                read.accept(reply.result());
              }
              answer.set(reply);
              answered.countDown();
            });
    try {
      if (sent && !answered.await(within.toNanos(), TimeUnit.NANOSECONDS)) {
        lose("no answer to " + type + " within " + within.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lose("stopped");
    }
    Reply reply = answer.get();
    if (reply == null || !reply.success()) {
      String why = reply == null || reply.lost() ? lost.get() : reply.error();
      throw new HomeAssistantException(Fault.AWAY, "Home Assistant failed at " + type + ": " + why);
    }
  }

  /// Whether it ends within a time.
  boolean endsWithin(Duration time) throws InterruptedException {
    return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Why it ended; empty while it is open.
  String ending() {
    String why = lost.get();
    return why == null ? "" : why;
  }

  private boolean write(Map<String, Object> message) {
    WebSocket now = socket;
    sending.lock();
    try {
      if (now == null) {
        return false;
      }
      get(now.sendText(Json.text(message), true), SEND_WITHIN);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      lose("it takes nothing more");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      sending.unlock();
    }
  }

  private void lose(String why) {
    if (!lost.compareAndSet(null, why)) {
      return;
    }
    WebSocket now = socket;
    if (now != null) {
      now.abort();
    }
    for (Long id : List.copyOf(open.keySet())) {
      Consumer<Reply> waiting = open.remove(id);
      if (waiting != null) {
        waiting.accept(new Reply(false, null, Reply.LOST));
      }
    }
    signedIn.countDown();
    closed.countDown();
    ended.run();
  }

  @Override
  public void close() {
    lose("closed");
  }

  private void take(Map<String, Object> message, WebSocket from) {
    switch (String.valueOf(message.get("type"))) {
      case "auth_required" -> {
        // A failure shows as a connection that breaks.
        var _ = from.sendText(Json.text(Map.of("type", "auth", "access_token", token)), true);
      }
      case "auth_ok" -> {
        version = String.valueOf(message.getOrDefault("ha_version", ""));
        signedIn.countDown();
      }
      case "auth_invalid" -> {
        refused = true;
        lose("it does not take the token: make a new one and set it with loqa home token");
      }
      case "result", "pong" -> answered(message);
      case "event" -> {
        if (message.get("event") instanceof Map<?, ?> event) {
          events.accept(Values.object(event));
        }
      }
      default -> {
        // Messages of later versions are not for us.
      }
    }
  }

  private void answered(Map<String, Object> message) {
    if (!(message.get("id") instanceof Number id)) {
      return;
    }
    Consumer<Reply> waiting = open.remove(id.longValue());
    if (waiting == null) {
      return;
    }
    boolean success =
        "pong".equals(message.get("type")) || Boolean.TRUE.equals(message.get("success"));
    Map<String, Object> error = Values.object(message.get("error"));
    waiting.accept(
        new Reply(
            success,
            message.get("result"),
            success ? "" : Values.text(error, "code") + " " + Values.text(error, "message")));
  }

  /// Puts pieces together; the client calls one method at a time.
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean whole) {
      if (text.length() + piece.length() > MOST_CHARACTERS) {
        lose("it sent more than " + MOST_CHARACTERS + " characters at once");
        return null;
      }
      text.append(piece);
      if (whole) {
        String message = text.toString();
        text.setLength(0);
        try {
          take(Json.readObject(message, MOST_CHARACTERS), from);
        } catch (JsonException e) {
          lose("it sent what is no message");
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      lose("it closed the connection (" + code + ")");
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      lose("the connection broke (" + error.getMessage() + ")");
    }
  }
}
