package dev.loqa.skillhost.registry;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.PublisherKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a registry offers, as its JSON has it.
///
/// @param version counts up with every change; a lower one than was seen is a replay
/// @param expires after this nobody can say that it is still the newest
/// @param packages by name, oldest version first
/// @param notes entries that could not be understood and are not offered
public record RegistryIndex(
    String name,
    long version,
    Instant made,
    Instant expires,
    List<Listed> packages,
    Revocations revoked,
    List<String> notes) {
  static final String FORMAT = "loqa-registry-v1";
  static final int MOST_BYTES = Json.MOST_BYTES;
  static final int MOST_PACKAGES = 10_000;

  private static final int MOST_NAME = 64;
  private static final int MOST_NOTES = 8;

  public RegistryIndex {
    packages =
        packages.stream()
            .sorted(
                Comparator.comparing(Listed::name)
                    .thenComparing(Listed::version, SkillVersion.ORDER))
            .toList();
    notes = List.copyOf(notes);
    if (version < 1 || packages.size() > MOST_PACKAGES || name.length() > MOST_NAME) {
      throw new IllegalArgumentException("version, name or number of packages");
    }
  }

  /// Reads the JSON. A package or revocation that can't be understood is left out and noted; the
  /// rest must be right.
  ///
  /// @throws IllegalArgumentException naming what is wrong
  static RegistryIndex parse(byte[] json) {
    try {
      Map<String, Object> whole = Json.readObject(json);
      if (!FORMAT.equals(whole.get("format"))) {
        throw new IllegalArgumentException("format: it is not " + FORMAT);
      }
      List<String> notes = new ArrayList<>();
      List<Listed> packages = new ArrayList<>();
      if (!(whole.get("packages") instanceof List<?> entries)) {
        throw new IllegalArgumentException("packages: it is no list");
      }
      for (Object entry : entries) {
        try {
          packages.add(listed(entry));
        } catch (IllegalArgumentException | KeyException e) {
          if (notes.size() < MOST_NOTES) {
            notes.add("packages: an entry is not offered: " + Quoted.of(e.getMessage() + ""));
          }
        }
      }
      Revocations revoked = Revocations.read(whole.get("revoked"));
      notes.addAll(revoked.notes());
      return new RegistryIndex(
          text(whole, "name"),
          number(whole, "version"),
          Instant.parse(text(whole, "made")),
          Instant.parse(text(whole, "expires")),
          packages,
          revoked,
          notes);
    } catch (JsonException | DateTimeException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Listed listed(Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("it is no object");
    }
    return new Listed(
        text(map, "name"),
        text(map, "version"),
        optional(map, "description"),
        text(map, "sha512"),
        Math.toIntExact(Math.clamp(number(map, "bytes"), 0, Integer.MAX_VALUE)),
        new PublisherKey(text(map, "key")),
        optional(map, "yanked"));
  }

  private static String text(Map<?, ?> map, String key) {
    if (map.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(key + ": it is missing or no text");
  }

  private static String optional(Map<?, ?> map, String key) {
    return map.get(key) == null ? "" : text(map, key);
  }

  private static long number(Map<?, ?> map, String key) {
    if (map.get(key) instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException(key + ": it is missing or no whole number");
  }

  /// The JSON, one package a line.
  byte[] json() {
    StringBuilder text = new StringBuilder();
    text.append("{\"format\": ").append(Json.text(FORMAT));
    text.append(", \"name\": ").append(Json.text(name));
    text.append(", \"version\": ").append(version);
    text.append(",\n \"made\": ").append(Json.text(made.toString()));
    text.append(", \"expires\": ").append(Json.text(expires.toString()));
    text.append(",\n \"packages\": [");
    lines(text, packages.stream().map(RegistryIndex::entry));
    text.append("],\n \"revoked\": [");
    lines(text, revoked.reasons().entrySet().stream().map(RegistryIndex::entry));
    return text.append("]}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void lines(StringBuilder text, Stream<Map<String, Object>> entries) {
    String separator = "\n  ";
    for (Map<String, Object> entry : entries.toList()) {
      text.append(separator).append(Json.text(entry));
      separator = ",\n  ";
    }
  }

  private static Map<String, Object> entry(Listed one) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", one.name());
    entry.put("version", one.version());
    entry.put("description", one.description());
    entry.put("sha512", one.sha512());
    entry.put("bytes", one.bytes());
    entry.put("key", one.key().fingerprint());
    if (one.isYanked()) {
      entry.put("yanked", one.yanked());
    }
    return entry;
  }

  private static Map<String, Object> entry(Map.Entry<String, String> revoked) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(revoked.getKey().length() == 64 ? "key" : "sha512", revoked.getKey());
    entry.put("reason", revoked.getValue());
    return entry;
  }

  /// What to install when a skill is asked for: the version that was named, else the newest that is
  /// neither taken back, revoked nor a trial.
  public Optional<Listed> find(String skill, @Nullable String wanted) {
    return packages.stream()
        .filter(one -> one.name().equals(skill))
        .filter(one -> revoked.against(one.sha512(), one.key()).isEmpty())
        .filter(one ->
            wanted != null
                ? one.version().equals(wanted)
                : !one.isYanked() && !SkillVersion.isTrial(one.version()))
        .reduce((_, newer) -> newer);
  }
}
