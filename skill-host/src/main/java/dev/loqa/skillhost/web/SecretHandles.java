package dev.loqa.skillhost.web;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The handles that stand for secrets in a skill's request: `{{secret:NAME}}` in a header's value
/// or the body. The skill writes the handle; only the host, and only on the way out, puts the value
/// in its place.
public final class SecretHandles {
  /// Most handles in one text.
  public static final int MOST = 16;

  private static final String BEGIN = "{{secret:";
  private static final Pattern HANDLE =
      Pattern.compile("\\{\\{secret:([a-z][a-z0-9_]{0,63})\\}\\}");

  private SecretHandles() {}

  /// The handle of a name.
  public static String of(String name) {
    return BEGIN + name + "}}";
  }

  /// The names whose handles are in a text, in order. A handle that is not whole, or one too many,
  /// is an [IllegalArgumentException]: it would be sent as it stands.
  public static Set<String> names(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher handle = HANDLE.matcher(text);
    int found = 0;
    while (handle.find()) {
      names.add(handle.group(1));
      found++;
    }
    int begun = 0;
    for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
      begun++;
    }
    if (begun != found) {
      throw new IllegalArgumentException("secret: write a handle as " + of("name"));
    }
    if (found > MOST) {
      throw new IllegalArgumentException("secret: at most " + MOST + " handles");
    }
    return names;
  }

  /// The text with each handle replaced by what `values` gives for its name. What a value holds is
  /// not looked at again.
  public static String fill(String text, UnaryOperator<String> values) {
    return HANDLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
  }
}
