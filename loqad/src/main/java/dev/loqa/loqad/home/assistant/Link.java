package dev.loqa.loqad.home.assistant;

import dev.loqa.base.life.Part;
import dev.loqa.base.process.Backoff;
import dev.loqa.loqad.home.Entity;
import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.home.assistant.HomeAssistantException.Fault;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one signed-in connection, and [Things] up to date with it.
///
/// A thread of its own connects, reads all settings and states, and then looks after the
/// connection: it asks for a sign of life, reads settings again when they have changed, and begins
/// anew when the connection ends. A token that was turned down is not tried again, since Home
/// Assistant may lock out who tries too often.
final class Link implements Part {
  static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(20);
  private static final Duration SETTLED = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofDays(1);
  private static final List<String> SETTINGS =
      List.of("area_registry_updated", "device_registry_updated", "entity_registry_updated");

  private final HttpClient client;
  private final RestClient rest;
  private final HomeAssistantConfig config;
  private final HomeToken tokens;
  private final Things things;
  private final Consumer<Entity> changed;
  private final Backoff backoff;
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread;
  private volatile @Nullable HomeAssistantSocket socket;
  private volatile Home.Condition condition;
  private volatile Optional<String> token = Optional.empty();
  private volatile boolean closed;
  private volatile boolean up;
  private volatile boolean again;
  private volatile boolean settingsChanged;
  private volatile boolean namesChanged;
  private volatile @Nullable Runnable watcher;

  /// @param changed told of each new state, on the socket's thread
  Link(
      HttpClient client,
      RestClient rest,
      HomeAssistantConfig config,
      HomeToken tokens,
      Things things,
      Consumer<Entity> changed,
      Backoff backoff) {
    this.client = client;
    this.rest = rest;
    this.config = config;
    this.tokens = tokens;
    this.things = things;
    this.changed = changed;
    this.backoff = backoff;
    condition = new Home.Condition(false, "connecting to Home Assistant at " + config.url());
    thread = Thread.ofVirtual().name("home-assistant").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Whether there is a connection and everything has been read.
  boolean isUp() {
    HomeAssistantSocket now = socket;
    return up && now != null && now.ending().isEmpty();
  }

  Home.Condition condition() {
    return isUp() ? new Home.Condition(true, summary()) : condition;
  }

  private String summary() {
    HomeAssistantSocket now = socket;
    int left = things.leftOut();
    return "Home Assistant "
        + (now == null ? "" : now.version() + " ")
        + "at "
        + config.url()
        + ", "
        + things.entities().size()
        + " devices"
        + (left == 0 ? "" : "; " + left + " more are too many, see home_assistant.only");
  }

  Optional<String> token() {
    return token;
  }

  /// Sends a command; false when there is no connection.
  boolean send(String type, Map<String, Object> fields, Consumer<HomeAssistantSocket.Reply> then) {
    HomeAssistantSocket now = socket;
    return isUp() && now != null && now.send(type, fields, then);
  }

  /// Who is told when names are others; on a thread of the link.
  void watchNames(Runnable watching) {
    watcher = watching;
    namesChanged = true;
    woken.release();
  }

  /// Connects anew at once.
  void again() {
    again = true;
    woken.release();
  }

  private void run() {
    int failures = 0;
    while (!closed) {
      Duration pause = LONG;
      again = false;
      try {
        long begun = System.nanoTime();
        token = tokens.value();
        if (token.isEmpty()) {
          condition =
              new Home.Condition(
                  false,
                  "Home Assistant at " + config.url() + " has no token: loqa home token sets it");
        } else {
          String why = serve(token.get());
          boolean stable = System.nanoTime() - begun > backoff.stable().toNanos();
          failures = stable ? 1 : failures + 1;
          pause = again ? Duration.ZERO : backoff.after(failures);
          condition = new Home.Condition(false, "Home Assistant at " + config.url() + ": " + why);
          (closed || again ? LOG.atInfo() : LOG.atWarn())
              .addKeyValue("why", why)
              .log("connection to home assistant ended");
        }
      } catch (HomeAssistantException e) {
        failures++;
        pause = e.fault() == Fault.TOKEN ? LONG : backoff.after(failures);
        failed(e, failures);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      sleep(pause);
    }
  }

  private void failed(HomeAssistantException e, int failures) {
    boolean known = condition.detail().equals(e.getMessage());
    condition = new Home.Condition(false, String.valueOf(e.getMessage()));
    (known && failures > 1 ? LOG.atDebug() : LOG.atWarn())
        .addKeyValue("why", e.getMessage())
        .log("home assistant not connected");
  }

  private void sleep(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    try {
      while (!closed && !again && System.nanoTime() < end) {
        if (woken.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          tellNames();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  /// Connects and serves until the connection ends; why it did.
  private String serve(String with) throws InterruptedException {
    try (HomeAssistantSocket now = connect(with)) {
      socket = now;
      for (String type : SETTINGS) {
        subscribeIfAllowed(now, type);
      }
      subscribe(now, "state_changed");
      readSettings(now);
      now.request(
          "get_states",
          Map.of(),
          ANSWER_WITHIN,
          states -> {
            if (things.all(states)) {
              namesChanged = true;
            }
          });
      up = true;
      LOG.atInfo()
          .addKeyValue("version", now.version())
          .addKeyValue("devices", things.entities().size())
          .log("home assistant connected");
      tellNames();
      while (!closed && !again && !now.endsWithin(Duration.ZERO)) {
        if (woken.tryAcquire(SIGN_OF_LIFE.toNanos(), TimeUnit.NANOSECONDS)) {
          look(now);
        } else {
          now.request("ping", Map.of(), ANSWER_WITHIN, _ -> {});
        }
      }
      return again ? "the token is another one" : now.ending();
    } finally {
      up = false;
      socket = null;
      things.away();
    }
  }

  private HomeAssistantSocket connect(String with) {
    try {
      return HomeAssistantSocket.open(
          client, config.socket(), with, CONNECT_WITHIN, this::event, woken::release);
    } catch (HomeAssistantException e) {
      boolean token =
          e.fault() == Fault.AWAY
              && rest.probe(with, CONNECT_WITHIN) == RestClient.Probe.UNAUTHORISED;
      throw token
          ? new HomeAssistantException(
              Fault.TOKEN,
              "Home Assistant at "
                  + config.url()
                  + " does not let this machine in: look for it among its banned addresses, and"
                  + " set a new token with loqa home token",
              e)
          : e;
    }
  }

  private static void subscribe(HomeAssistantSocket now, String type) {
    now.request("subscribe_events", Map.of("event_type", type), ANSWER_WITHIN, _ -> {});
  }

  /// Settings are read at each connection anyway, so an account that may not follow them will do.
  private static void subscribeIfAllowed(HomeAssistantSocket now, String type) {
    try {
      subscribe(now, type);
    } catch (HomeAssistantException e) {
      if (!now.ending().isEmpty()) {
        throw e;
      }
      LOG.atInfo().addKeyValue("event", type).log("home assistant does not tell this account");
    }
  }

  /// What woke the thread: an end, other settings, other names.
  private void look(HomeAssistantSocket now) throws InterruptedException {
    if (settingsChanged) {
      now.endsWithin(SETTLED); // several changes come together
      settingsChanged = false;
      woken.drainPermits();
      readSettings(now);
    }
    tellNames();
  }

  private void readSettings(HomeAssistantSocket now) {
    SettingsReader reader = new SettingsReader(now, config, ANSWER_WITHIN);
    if (things.settings(reader.read())) {
      namesChanged = true;
    }
  }

  private void tellNames() {
    Runnable told = watcher;
    if (!namesChanged || told == null) {
      return;
    }
    namesChanged = false;
    try {
      told.run();
    } catch (RuntimeException e) {
      // The names before stay; the house works on without the new ones.
      LOG.atError().setCause(e).log("the home's names could not be taken over");
    }
  }

  /// An event; on the socket's thread.
  private void event(Map<String, Object> event) {
    String type = Values.text(event, "event_type");
    if (type.equals("state_changed")) {
      Things.Changed change = things.changed(Values.object(event.get("data")));
      change.now().ifPresent(changed);
      if (change.names()) {
        namesChanged = true;
        woken.release();
      }
    } else if (SETTINGS.contains(type)) {
      settingsChanged = true;
      woken.release();
    }
  }

  @Override
  public void close() {
    closed = true;
    HomeAssistantSocket now = socket;
    if (now != null) {
      now.close();
    }
    woken.release();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
