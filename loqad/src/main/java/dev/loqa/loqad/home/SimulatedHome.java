package dev.loqa.loqad.home;

import dev.loqa.base.json.Json;
import dev.loqa.understanding.ListValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The home that Loqa has before it is told of a real one.
///
/// Its state is kept with the skills' data and survives restarts. A commit is exclusive, so that it
/// sees the state it changes.
public final class SimulatedHome implements Home {
  private final ReentrantLock lock = new ReentrantLock();
  private volatile HomeState state;

  /// @param saved what a commit was given to keep, if there was one
  public SimulatedHome(Optional<byte[]> saved) {
    HomeState demo = HomeState.demo();
    this.state = saved.map(bytes -> restore(demo, bytes)).orElse(demo);
  }

  @Override
  public Map<String, Entity> entities() {
    return state.entities();
  }

  @Override
  public boolean actsAtOnce() {
    return false;
  }

  @Override
  public <T> T carryOut(List<HomeCommand> commands, Function<Carried, T> commit) {
    lock.lock();
    try {
      HomeState after = state;
      Map<Integer, HomeAnswer> answers = new HashMap<>();
      for (HomeCommand command : commands) {
        HomeState.Applied applied = after.apply(command);
        after = applied.after();
        answers.put(command.number(), applied.answer());
      }
      Optional<byte[]> keep = after.equals(state) ? Optional.empty() : Optional.of(save(after));
      T result = commit.apply(new Carried(answers, keep));
      state = after;
      return result;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<ListValue> names(String language) {
    List<ListValue> names = new ArrayList<>();
    entities()
        .forEach((id, entity) ->
            entity.names(language).forEach(name -> names.add(new ListValue(name, id))));
    return names;
  }

  /// Its rooms are those that the skill knows by itself.
  @Override
  public List<ListValue> areas(String language) {
    return List.of();
  }

  private static byte[] save(HomeState state) {
    Map<String, Object> saved = new LinkedHashMap<>();
    state.entities().forEach((id, entity) -> saved.put(id, entity.view()));
    return Json.write(saved);
  }

  private static HomeState restore(HomeState demo, byte[] bytes) {
    Map<String, Object> saved = Json.readObject(bytes);
    Map<String, Entity> entities = new LinkedHashMap<>(demo.entities());
    entities.replaceAll((id, entity) ->
        saved.get(id) instanceof Map<?, ?> view && view.get("state") instanceof String word
            ? entity.with(word, kept(entity, view))
            : entity);
    return new HomeState(entities);
  }

  /// What a command can change beside the state: numbers, and yes or no.
  private static Map<String, Object> kept(Entity entity, Map<?, ?> view) {
    Map<String, Object> kept = new LinkedHashMap<>();
    for (String key : entity.details().keySet()) {
      Object value = view.get(key);
      if (value instanceof Number || value instanceof Boolean) {
        kept.put(key, value);
      }
    }
    return kept;
  }
}
