package dev.loqa.loqad.home;

import dev.loqa.understanding.ListValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The things of a home: what there is, how it stands, and what is done to it. There is one that
/// Loqa plays ([SimulatedHome]) and one that stands behind a Home Assistant.
///
/// Thread-safe. Reading never blocks; [#carryOut] blocks until every command is answered or its
/// deadline is over.
public interface Home {
  /// Where a skill publishes `{entity, service, data?}`.
  String COMMAND_SUBJECT = "home.command";

  /// Every thing by its id, as it stands now.
  Map<String, Entity> entities();

  /// The names for sentences in a language, each with the id that it stands for; several things of
  /// one name stand under that name, so that the skill asks which is meant.
  List<ListValue> names(String language);

  /// Those of [#names] that stand for things of a kind, such as `cover`; a name of several things
  /// stays when one of them is of that kind.
  default List<ListValue> names(String language, String kind) {
    Set<String> meant = new HashSet<>();
    entities().values().stream()
        .filter(thing -> thing.kind().equals(kind))
        .forEach(thing -> {
          meant.add(thing.id());
          meant.add(thing.name());
        });
    return names(language).stream().filter(name -> meant.contains(name.out())).toList();
  }

  /// The rooms for sentences; empty when the home knows none and the skill's own list counts.
  List<ListValue> areas(String language);

  /// Does `commands`, all at once, and has `commit` make durable what came of it.
  ///
  /// @param commit called once, on this thread; when it throws, a home that keeps its state with
  ///   the commit is as before, and one that acts at once is not
  <T> T carryOut(List<HomeCommand> commands, Function<Carried, T> commit);

  /// Whether a command has happened before it is committed, so that nobody can take it back.
  boolean actsAtOnce();

  /// Has `watcher` called whenever [#names] or [#areas] are others; once at most, set at the start.
  default void watchNames(Runnable watcher) {}

  /// The things that a word of a sentence may mean: the one of that id, else all of that name.
  default List<Entity> meant(String target) {
    Optional<Entity> one = entity(target);
    return one.isPresent()
        ? List.of(one.get())
        : entities().values().stream()
            .filter(entity -> entity.name().equalsIgnoreCase(target))
            .toList();
  }

  /// Whether the home can be reached now and what to do if not; empty when there is nothing to
  /// reach.
  default Optional<Condition> condition() {
    return Optional.empty();
  }

  /// The thing of this id.
  default Optional<Entity> entity(String id) {
    return Optional.ofNullable(entities().get(id));
  }

  /// The state as skills get it in their payload: entity id to its view.
  default Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    entities().forEach((id, entity) -> view.put(id, entity.view()));
    return view;
  }

  /// What came of commands.
  ///
  /// @param answers by the commands' numbers
  /// @param keep the state to be kept with the commit; empty when there is none to be kept
  record Carried(Map<Integer, HomeAnswer> answers, Optional<byte[]> keep) {
    public Carried {
      answers = Map.copyOf(answers);
    }
  }

  /// How the way to the home is.
  ///
  /// @param detail what was found, or what is wrong and what to do
  record Condition(boolean reachable, String detail) {}
}
