package dev.loqa.loqad.home;

import dev.loqa.understanding.ListValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A home as it stands now, whose commands are answered as if they had been carried out, and are
/// not. Each call begins with the home as it is. Thread-safe.
public final class DryHome implements Home {
  private final Home home;

  public DryHome(Home home) {
    this.home = home;
  }

  @Override
  public Map<String, Entity> entities() {
    return home.entities();
  }

  @Override
  public List<ListValue> names(String language) {
    return home.names(language);
  }

  @Override
  public List<ListValue> areas(String language) {
    return home.areas(language);
  }

  @Override
  public <T> T carryOut(List<HomeCommand> commands, Function<Carried, T> commit) {
    HomeState after = new HomeState(home.entities());
    Map<Integer, HomeAnswer> answers = new HashMap<>();
    for (HomeCommand command : commands) {
      HomeState.Applied applied = after.apply(command);
      after = applied.after();
      answers.put(command.number(), applied.answer());
    }
    return commit.apply(new Carried(answers, Optional.empty()));
  }

  /// Never: it does not act at all.
  @Override
  public boolean actsAtOnce() {
    return false;
  }
}
