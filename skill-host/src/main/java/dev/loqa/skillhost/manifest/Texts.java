package dev.loqa.skillhost.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a skill says and understands in one language.
///
/// @param sentences by intent id
/// @param responses Jinja templates by intent id (or any name the skill's intents refer to)
/// @param lists by name
public record Texts(
    Map<String, List<String>> sentences,
    Map<String, String> responses,
    Map<String, List<Value>> lists) {

  /// A language without a word.
  public static final Texts NONE = new Texts(Map.of(), Map.of(), Map.of());

  public Texts {
    sentences = Collections.unmodifiableMap(new LinkedHashMap<>(sentences));
    responses = Collections.unmodifiableMap(new LinkedHashMap<>(responses));
    lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
  }

  /// One value of a list: what is said and what the skill gets.
  public record Value(String in, String out) {}
}
