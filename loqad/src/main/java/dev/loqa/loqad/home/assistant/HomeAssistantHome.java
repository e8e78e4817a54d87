package dev.loqa.loqad.home.assistant;

import dev.loqa.base.life.Part;
import dev.loqa.base.process.Backoff;
import dev.loqa.loqad.home.Entity;
import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.home.HomeAnswer;
import dev.loqa.loqad.home.HomeAnswer.Fault;
import dev.loqa.loqad.home.HomeCommand;
import dev.loqa.loqad.home.SpokenNames;
import dev.loqa.understanding.ListValue;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A home behind Home Assistant. Commands happen at once, all of one call together, and are done
/// when their things show it; no lock is held while they are waited for.
///
/// Thread-safe. A thread of its own ([Link]) keeps the connection and reads everything anew after
/// each break; while there is none, every thing is [Entity#UNAVAILABLE] and commands fail at once.
public final class HomeAssistantHome implements Home, Part {
  /// Waits between attempts to connect.
  private static final Backoff AGAIN =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), Duration.ofSeconds(30));

  private static final Duration LAST_LOOK = Duration.ofSeconds(1);
  private static final Carried NOTHING = new Carried(Map.of(), Optional.empty());

  private final HomeAssistantConfig config;
  private final HomeToken token;
  private final Things things;
  private final Set<Deed> deeds = ConcurrentHashMap.newKeySet();
  private final HttpClient client;
  private final RestClient rest;
  private final Link link;

  private HomeAssistantHome(HomeAssistantConfig config, HomeToken token, Backoff again) {
    this.config = config;
    this.token = token;
    things = new Things(config);
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Link.CONNECT_WITHIN)
            .executor(
                Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("home-assistant-", 0).factory()))
            .build();
    rest = new RestClient(client, config);
    link = new Link(client, rest, config, token, things, this::changed, again);
  }

  /// Connects in the background.
  public static HomeAssistantHome start(HomeAssistantConfig config, HomeToken token) {
    return start(config, token, AGAIN);
  }

  /// @param again waits between attempts to connect
  static HomeAssistantHome start(HomeAssistantConfig config, HomeToken token, Backoff again) {
    HomeAssistantHome home = new HomeAssistantHome(config, token, again);
    home.link.start();
    return home;
  }

  @Override
  public Map<String, Entity> entities() {
    return things.entities();
  }

  @Override
  public List<ListValue> names(String language) {
    return SpokenNames.of(things.entities().values(), language);
  }

  @Override
  public List<ListValue> areas(String language) {
    Map<String, String> rooms = new LinkedHashMap<>();
    for (Registry.Area area : things.registry().areasOf(things.entities().keySet())) {
      rooms.putIfAbsent(SpokenNames.spoken(area.name()), area.name());
      area.aliases().forEach(alias -> rooms.putIfAbsent(SpokenNames.spoken(alias), area.name()));
    }
    rooms.remove("");
    List<ListValue> values = new ArrayList<>();
    rooms.forEach((spoken, area) -> values.add(new ListValue(spoken, area)));
    return values;
  }

  @Override
  public void watchNames(Runnable watcher) {
    link.watchNames(watcher);
  }

  @Override
  public boolean actsAtOnce() {
    return true;
  }

  @Override
  public Optional<Condition> condition() {
    return Optional.of(link.condition());
  }

  /// Keeps another token and connects with it.
  ///
  /// @throws HomeAssistantException when it can be none
  public void setToken(String value) throws IOException {
    token.set(value);
    link.again();
  }

  /// Forgets the token and leaves; false if none was set here.
  public boolean removeToken() throws IOException {
    boolean removed = token.remove();
    link.again();
    return removed;
  }

  @Override
  public <T> T carryOut(List<HomeCommand> commands, Function<Carried, T> commit) {
    return commit.apply(commands.isEmpty() ? NOTHING : carryOut(commands));
  }

  private Carried carryOut(List<HomeCommand> commands) {
    long now = System.nanoTime();
    Map<Integer, HomeAnswer> answers = new LinkedHashMap<>();
    Map<Integer, Deed> begun = new LinkedHashMap<>();
    try {
      for (HomeCommand command : commands) {
        Entity thing = things.entities().get(command.entity());
        Optional<ServiceCall> call =
            thing == null ? Optional.empty() : ServiceCall.of(command, thing);
        HomeAnswer.@Nullable Refused refused = refusal(command, thing, call);
        if (refused != null || call.isEmpty()) {
          answers.put(command.number(), refused == null ? cannot(command) : refused);
        } else {
          begun.put(command.number(), begin(command.entity(), call.get(), now));
        }
      }
      begun.forEach((number, deed) -> answers.put(number, deed.await(() -> lastLook(deed))));
    } finally {
      deeds.removeAll(begun.values());
    }
    return new Carried(answers, Optional.empty());
  }

  private HomeAnswer.@Nullable Refused refusal(
      HomeCommand command, @Nullable Entity thing, Optional<ServiceCall> call) {
    if (!link.isUp()) {
      return new HomeAnswer.Refused(Fault.UNREACHABLE, link.condition().detail());
    } else if (thing == null) {
      return new HomeAnswer.Refused(Fault.UNKNOWN, "there is no " + command.entity());
    } else if (call.isEmpty()) {
      return cannot(command);
    } else if (thing.state().equals(Entity.UNAVAILABLE)) {
      return new HomeAnswer.Refused(Fault.UNAVAILABLE, "it is unavailable");
    }
    return null;
  }

  private static HomeAnswer.Refused cannot(HomeCommand command) {
    return new HomeAnswer.Refused(
        Fault.CANNOT, command.entity() + " cannot " + command.service() + " with such data");
  }

  private Deed begin(String entity, ServiceCall call, long now) {
    Deed deed =
        new Deed(entity, call, now + config.answerWithin().multipliedBy(call.patience()).toNanos());
    deeds.add(deed);
    boolean sent =
        link.send(
            "call_service",
            call.fields(entity),
            reply -> deed.replied(reply, Optional.ofNullable(things.entities().get(entity))));
    if (!sent) {
      deed.refused(Fault.UNREACHABLE, "it could not be sent");
    }
    return deed;
  }

  private Optional<Entity> lastLook(Deed deed) {
    return link.token()
        .flatMap(token -> rest.state(deed.entity(), token, LAST_LOOK))
        .map(state -> EntityReader.read(state, things.registry()))
        .filter(entity -> entity.id().equals(deed.entity()));
  }

  /// A thing has a new state; on the socket's thread.
  private void changed(Entity now) {
    for (Deed deed : deeds) {
      if (deed.entity().equals(now.id())) {
        deed.changed(now);
      }
    }
  }

  @Override
  public void close() {
    link.close();
    client.shutdownNow();
  }
}
