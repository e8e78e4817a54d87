package dev.loqa.skillhost.registry;

import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.packages.PublisherKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a registry says must not run any more: packages by digest, publishers by key. A list only
/// ever takes back what it names exactly; an entry that can't be understood, or a list that is
/// none, takes back nothing and is told.
///
/// @param reasons why, by digest (128 hex digits) or fingerprint (64)
/// @param notes what could not be understood
public record Revocations(Map<String, String> reasons, List<String> notes) {
  public static final Revocations NONE = new Revocations(Map.of(), List.of());

  private static final Pattern NAMED = Pattern.compile("[0-9a-f]{64}|[0-9a-f]{128}");
  private static final int MOST = 10_000;
  private static final int MOST_NOTES = 8;
  private static final int MOST_REASON = 200;

  public Revocations {
    reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    notes = List.copyOf(notes);
  }

  /// Reads the `revoked` part of an index, whatever it is.
  static Revocations read(@Nullable Object part) {
    if (!(part instanceof List<?> list)) {
      return new Revocations(Map.of(), List.of("revoked: it is no list and changes nothing"));
    }
    Map<String, String> reasons = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    for (Object entry : list) {
      String named =
          entry instanceof Map<?, ?> map
              ? String.valueOf(map.containsKey("sha512") ? map.get("sha512") : map.get("key"))
              : String.valueOf(entry);
      if (reasons.size() >= MOST) {
        note(notes, "revoked: only the first " + MOST + " entries count");
        break;
      }
      if (entry instanceof Map<?, ?> map && NAMED.matcher(named).matches()) {
        String reason = map.get("reason") instanceof String words ? words : "no reason given";
        reasons.put(named, reason.substring(0, Math.min(reason.length(), MOST_REASON)));
      } else {
        note(notes, "revoked: an entry names neither digest nor key: " + Quoted.of(named));
      }
    }
    return new Revocations(reasons, notes);
  }

  private static void note(List<String> notes, String note) {
    if (notes.size() < MOST_NOTES) {
      notes.add(note);
    }
  }

  /// What counts once this list has been seen after an earlier one. A list that was understood
  /// whole takes the earlier one's place; one that was not only adds to it, so that a damaged list
  /// never lets anything run again.
  public Revocations after(Revocations earlier) {
    if (notes.isEmpty()) {
      return this;
    }
    Map<String, String> both = new LinkedHashMap<>(earlier.reasons);
    reasons.forEach((named, reason) -> {
      if (both.size() < MOST || both.containsKey(named)) {
        both.put(named, reason);
      }
    });
    return new Revocations(both, notes);
  }

  /// Why a package must not run, empty if it may.
  public Optional<String> against(String sha512, PublisherKey key) {
    String reason = reasons.get(sha512);
    return Optional.ofNullable(reason != null ? reason : reasons.get(key.fingerprint()));
  }

  /// Whether this names something that can be revoked: a digest or a fingerprint.
  public static boolean isNamed(String text) {
    return NAMED.matcher(text).matches();
  }
}
