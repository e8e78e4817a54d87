package dev.loqa.loqad.http;

import java.util.regex.Pattern;

/// Who does something, as the caller says it and the events keep it.
final class Owner {
  private static final Pattern WHO = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

  private Owner() {}

  /// The parameter `by`; `owner` without it.
  static String of(Call call) {
    String who = call.query("by").orElse("owner");
    if (!WHO.matcher(who).matches()) {
      throw new HttpFault(400, "by", "is not usable", "send 1 to 64 letters, digits and . _ @ -");
    }
    return who;
  }
}
