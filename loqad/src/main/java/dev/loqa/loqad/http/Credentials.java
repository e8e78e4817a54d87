package dev.loqa.loqad.http;

import dev.loqa.base.files.FilesException;
import dev.loqa.base.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What opens the API: the token of this data folder, one-time codes for a browser, and the cookies
/// that a code becomes. Thread-safe; compares in constant time.
///
/// A cookie is signed with the token, so it outlives a restart and ends when the token's file is
/// removed and the daemon started again.
final class Credentials {
  /// How long a one-time code works.
  static final Duration CODE_LIFE = Duration.ofMinutes(10);

  /// How long a browser stays signed in.
  static final Duration COOKIE_LIFE = Duration.ofDays(30);

  private static final int MOST_CODES = 16;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43,128}");

  private final SecureRandom random = new SecureRandom();
  private final byte[] token;
  private final InstantSource clock;
  private final Map<String, Long> codes =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_CODES;
        }
      };

  private Credentials(byte[] token, InstantSource clock) {
    this.token = token;
    this.clock = clock;
  }

  /// Reads the token from `file`, or makes one of 256 bits (mode 0600) where none stands.
  static Credentials in(Path file, InstantSource clock) {
    try {
      if (Files.exists(file)) {
        String text = Files.readString(file).strip();
        if (TOKEN.matcher(text).matches()) {
          return new Credentials(text.getBytes(StandardCharsets.US_ASCII), clock);
        }
      }
      Credentials fresh = new Credentials(secret(new SecureRandom(), 32), clock);
      PrivateFiles.write(file, fresh.token);
      return fresh;
    } catch (IOException e) {
      throw new FilesException(
          "the token file "
              + file
              + " cannot be used ("
              + e.getMessage()
              + "): remove it or make it yours with chown",
          e);
    }
  }

  private static byte[] secret(SecureRandom random, int bytes) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encode(secret);
  }

  boolean isToken(String offered) {
    return same(token, offered);
  }

  /// A code that works once.
  String newCode() {
    String code = new String(secret(random, 16), StandardCharsets.US_ASCII);
    synchronized (codes) {
      codes.put(code, clock.millis() + CODE_LIFE.toMillis());
    }
    return code;
  }

  /// Whether `offered` is a code that works; it does not from now on.
  boolean useCode(String offered) {
    synchronized (codes) {
      codes.values().removeIf(end -> end <= clock.millis());
      String found = null;
      for (String code : codes.keySet()) {
        if (same(code.getBytes(StandardCharsets.US_ASCII), offered)) {
          found = code;
        }
      }
      return found != null && codes.remove(found) != null;
    }
  }

  /// A fresh cookie's value.
  String newCookie() {
    long end = clock.millis() + COOKIE_LIFE.toMillis();
    String head = end + "." + new String(secret(random, 16), StandardCharsets.US_ASCII);
    return head + "." + signature(head);
  }

  boolean isCookie(String offered) {
    int dot = offered.lastIndexOf('.');
    if (dot < 0 || offered.length() > 256) {
      return false;
    }
    String head = offered.substring(0, dot);
    byte[] right = signature(head).getBytes(StandardCharsets.US_ASCII);
    if (!same(right, offered.substring(dot + 1))) {
      return false;
    }
    return Long.parseLong(head.substring(0, head.indexOf('.'))) > clock.millis();
  }

  private String signature(String head) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token, "HmacSHA256"));
      byte[] sum = mac.doFinal(("loqa cookie " + head).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this JDK has no HmacSHA256", e);
    }
  }

  private static boolean same(byte[] right, String offered) {
    return MessageDigest.isEqual(right, offered.getBytes(StandardCharsets.UTF_8));
  }
}
