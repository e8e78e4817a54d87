package dev.loqa.base.turns;

import java.util.LinkedHashMap;
import java.util.Map;

/// What was noted lately: so many at most, the one that was noted longest ago is forgotten first.
/// Thread-safe.
///
/// @param <T> with `equals` by value, such as a turn's or a session's id
public final class Recent<T> {
  private final Map<T, Boolean> noted;

  /// @param most how many are remembered
  public Recent(int most) {
    noted =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
            return size() > most;
          }
        };
  }

  /// Notes it; whether it was not noted before.
  public synchronized boolean add(T one) {
    boolean fresh = noted.remove(one) == null;
    noted.put(one, true);
    return fresh;
  }

  public synchronized void remove(T one) {
    noted.remove(one);
  }

  public synchronized boolean contains(T one) {
    return noted.containsKey(one);
  }
}
