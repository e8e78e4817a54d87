package dev.loqa.loqad.home;

import dev.loqa.base.json.Json;
import dev.loqa.understanding.ListValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The home that Loqa has before it is told of a real one.
///
/// Skills command it through [#COMMAND_SUBJECT]; its state is kept with the skills' data and
/// survives restarts. All methods may be called by any thread; [#change] is exclusive, so that a
/// commit sees the state it changes.
public final class SimulatedHome {
  /// Where a skill publishes `{entity, service, data}`.
  public static final String COMMAND_SUBJECT = "home.command";

  /// The list of names that sentences may use for a thing of the home.
  public static final String LIST = "home_entities";

  private final ReentrantLock lock = new ReentrantLock();
  private volatile HomeState state;

  /// @param saved what [#save] made, if anything
  public SimulatedHome(Optional<byte[]> saved) {
    HomeState demo = HomeState.demo();
    this.state = saved.map(bytes -> restore(demo, bytes)).orElse(demo);
  }

  public HomeState state() {
    return state;
  }

  /// Runs `change` alone; what it returns as the new state is taken over.
  public <T> T change(Function<HomeState, Change<T>> change) {
    lock.lock();
    try {
      Change<T> done = change.apply(state);
      state = done.state();
      return done.result();
    } finally {
      lock.unlock();
    }
  }

  /// A new state and what else came of making it.
  public record Change<T>(HomeState state, T result) {}

  /// The state as skills get it in their payload: entity id to its view.
  public Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    state.entities().forEach((id, entity) -> view.put(id, entity.view()));
    return view;
  }

  /// The names for sentences in a language: its own ones, and those that the owner gave.
  public List<ListValue> names(String language) {
    List<ListValue> names = new ArrayList<>();
    state
        .entities()
        .forEach((id, entity) -> {
          if (language.equals("de")) {
            GermanNames.of(id).forEach(name -> names.add(new ListValue(name, id)));
          }
          names.add(new ListValue(entity.name(), id));
        });
    return names;
  }

  /// What changed of `state` since the demo home, for keeping.
  public static byte[] save(HomeState state) {
    Map<String, Object> saved = new LinkedHashMap<>();
    state.entities().forEach((id, entity) -> saved.put(id, entity.view()));
    return Json.write(saved);
  }

  private static HomeState restore(HomeState demo, byte[] bytes) {
    Map<String, Object> saved = Json.readObject(bytes);
    Map<String, Entity> entities = new LinkedHashMap<>(demo.entities());
    entities.replaceAll((id, entity) ->
        saved.get(id) instanceof Map<?, ?> view && view.get("state") instanceof String word
            ? entity.with(word, entity.brightness() == null ? null : brightness(view))
            : entity);
    return new HomeState(entities);
  }

  private static long brightness(Map<?, ?> view) {
    return view.get("brightness") instanceof Number percent ? percent.longValue() : 0;
  }
}
