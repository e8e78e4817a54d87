package dev.loqa.loqad.home.assistant;

import dev.loqa.loqad.home.Entity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What is known of the home: the states as they came last, and the entities made of them. Any
/// thread may read; changes take turns.
final class Things {
  /// Most entities that are used; the first by id.
  static final int MOST = 2_000;

  private final HomeAssistantConfig config;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Map<String, Object>> states = new TreeMap<>();
  private Registry registry = Registry.EMPTY;
  private volatile Map<String, Entity> entities = Map.of();
  private volatile int leftOut;

  Things(HomeAssistantConfig config) {
    this.config = config;
  }

  /// By id, in the order of ids.
  Map<String, Entity> entities() {
    return entities;
  }

  Registry registry() {
    lock.lock();
    try {
      return registry;
    } finally {
      lock.unlock();
    }
  }

  /// How many entities are too many.
  int leftOut() {
    return leftOut;
  }

  /// Every state there is, in the place of all that was known; whether names are others now.
  boolean all(@Nullable Object result) {
    lock.lock();
    try {
      states.clear();
      Values.objects(result).forEach(this::keep);
      return remake();
    } finally {
      lock.unlock();
    }
  }

  /// Other settings; whether names are others now.
  boolean settings(Registry now) {
    lock.lock();
    try {
      registry = now;
      return remake();
    } finally {
      lock.unlock();
    }
  }

  /// What one `state_changed` did.
  ///
  /// @param now the entity; empty when it is gone or none of ours
  /// @param names whether names are others now
  record Changed(Optional<Entity> now, boolean names) {
    static final Changed NOTHING = new Changed(Optional.empty(), false);
  }

  /// Takes the data of a `state_changed`: `{entity_id, new_state}`.
  Changed changed(Map<String, Object> data) {
    String id = Values.text(data, "entity_id");
    if (!EntityReader.KINDS.contains(Entity.kind(id))) {
      return Changed.NOTHING;
    }
    lock.lock();
    try {
      Map<String, Object> state = Values.object(data.get("new_state"));
      if (state.isEmpty()) {
        states.remove(id);
        return new Changed(Optional.empty(), remake());
      }
      Map<String, Object> before = states.get(id);
      keep(state);
      Entity known = entities.get(id);
      if (known == null) {
        boolean names = before == null && remake();
        return new Changed(Optional.ofNullable(entities.get(id)), names);
      }
      Entity now = EntityReader.read(state, registry);
      Map<String, Entity> all = new LinkedHashMap<>(entities);
      all.put(id, now);
      entities = Collections.unmodifiableMap(all);
      return new Changed(Optional.of(now), !now.name().equals(known.name()));
    } finally {
      lock.unlock();
    }
  }

  /// Nobody tells any more how the things are; their names stay.
  void away() {
    lock.lock();
    try {
      Map<String, Entity> all = new LinkedHashMap<>();
      entities.forEach((id, entity) -> all.put(id, entity.withState(Entity.UNAVAILABLE)));
      entities = Collections.unmodifiableMap(all);
    } finally {
      lock.unlock();
    }
  }

  private void keep(Map<String, Object> state) {
    String id = Values.text(state, "entity_id");
    if (EntityReader.KINDS.contains(Entity.kind(id))) {
      states.put(id, state);
    }
  }

  /// Makes every entity anew; whether names or rooms are others now.
  private boolean remake() {
    Map<String, Entity> all = new LinkedHashMap<>();
    int tooMany = 0;
    for (Map.Entry<String, Map<String, Object>> state : states.entrySet()) {
      if (!config.allows(state.getKey()) || !registry.usable(state.getKey())) {
        continue;
      }
      if (all.size() == MOST) {
        tooMany++;
        continue;
      }
      all.put(state.getKey(), EntityReader.read(state.getValue(), registry));
    }
    boolean names = !named(all).equals(named(entities));
    leftOut = tooMany;
    entities = Collections.unmodifiableMap(all);
    return names;
  }

  private static List<List<Object>> named(Map<String, Entity> entities) {
    List<List<Object>> names = new ArrayList<>();
    entities.values().forEach(e -> names.add(List.of(e.id(), e.name(), e.others(), e.area())));
    return names;
  }
}
