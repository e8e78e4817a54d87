package dev.loqa.loqad.web;

import dev.loqa.base.json.Json;
import dev.loqa.skillhost.web.SecretHandles;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts handles back in the place of secrets' values in what a server sends: some echo what they
/// were sent. Looks for the value as it is and in the forms that servers write it in: escaped as
/// JSON, URL or HTML, as hex, and as base64 wherever it may begin. Pure.
///
/// This guards against honest servers. One that wants the skill to know a secret that the owner has
/// sent to it cannot be stopped, only not be agreed to.
final class Redaction {
  private final Map<String, String> handles = new LinkedHashMap<>();
  private final @Nullable Pattern forms;
  private final int longest;

  /// @param values by name: the secrets of one call
  Redaction(Map<String, String> values) {
    Set<String> all = new LinkedHashSet<>();
    values.forEach((name, value) -> {
      for (String form : forms(value)) {
        all.add(form);
        handles.putIfAbsent(form.toLowerCase(Locale.ROOT), SecretHandles.of(name));
      }
    });
    List<String> longestFirst = new ArrayList<>(all);
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
    longest = longestFirst.isEmpty() ? 0 : longestFirst.getFirst().length();
    forms =
        longestFirst.isEmpty()
            ? null
            : Pattern.compile(
                String.join("|", longestFirst.stream().map(Pattern::quote).toList()),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static List<String> forms(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    String json = Json.text(value);
    String quoted = json.substring(1, json.length() - 1);
    String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
    List<String> forms = new ArrayList<>();
    forms.add(value);
    forms.add(quoted);
    forms.add(quoted.replace("/", "\\/"));
    forms.add(url);
    forms.add(url.replace("+", "%20"));
    forms.add(
        value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;"));
    forms.add(HexFormat.of().formatHex(bytes));
    for (int offset = 0; offset < 3; offset++) {
      forms.add(base64(Base64.getEncoder(), bytes, offset));
      forms.add(base64(Base64.getUrlEncoder(), bytes, offset));
    }
    return forms;
  }

  /// What is the same in the base64 of every text that holds the value at this place of a group of
  /// three bytes.
  private static String base64(Base64.Encoder encoder, byte[] bytes, int offset) {
    byte[] shifted = new byte[offset + bytes.length];
    System.arraycopy(bytes, 0, shifted, offset, bytes.length);
    String text = encoder.withoutPadding().encodeToString(shifted);
    return text.substring((offset * 8 + 5) / 6, shifted.length * 8 / 6);
  }

  /// How much more than what is handed over must be read, in bytes, so that a value at the end is
  /// seen whole. A character of the longest form takes up to 3 bytes.
  int overlap() {
    return 3 * longest;
  }

  /// The text up to `end`, with handles for values; one that begins before the end is replaced
  /// whole.
  String clean(String text, int end) {
    if (forms == null) {
      return text.substring(0, end);
    }
    StringBuilder clean = new StringBuilder();
    Matcher found = forms.matcher(text);
    int at = 0;
    while (found.find() && found.start() < end) {
      clean.append(text, at, found.start()).append(handle(found.group()));
      at = found.end();
    }
    return at < end ? clean.append(text, at, end).toString() : clean.toString();
  }

  private String handle(String form) {
    return Optional.ofNullable(handles.get(form.toLowerCase(Locale.ROOT))).orElse("{{secret}}");
  }

  String clean(String text) {
    return clean(text, text.length());
  }
}
