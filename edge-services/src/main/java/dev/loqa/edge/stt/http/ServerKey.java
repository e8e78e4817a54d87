package dev.loqa.edge.stt.http;

import dev.loqa.edge.stt.HttpSettings;
import dev.loqa.edge.stt.SttException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The key that is shown to the server. Its text is never printed: not here, not in a fault.
///
/// @param value empty for none
record ServerKey(String value) {
  private static final int MOST_CHARACTERS = 4_096;

  ServerKey {
    if (value.length() > MOST_CHARACTERS || value.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
      throw new SttException(
          "the key of stt.http is none: give one line of at most "
              + MOST_CHARACTERS
              + " characters without blanks");
    }
  }

  /// The key of the configuration, else that of its file.
  ///
  /// @throws SttException when the file cannot be read or holds no key
  static ServerKey of(HttpSettings config) {
    if (!config.key().isEmpty() || config.keyFile().isEmpty()) {
      return new ServerKey(config.key());
    }
    var file = Path.of(config.keyFile());
    try {
      if (Files.size(file) > 2 * MOST_CHARACTERS) {
        throw new SttException(
            "stt.http.key_file is " + file + ", which is too large for a key: name the key's file");
      }
      var value = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (value.isEmpty()) {
        throw new SttException("stt.http.key_file is " + file + ", which is empty: put the key in");
      }
      return new ServerKey(value);
    } catch (IOException e) {
      throw new SttException(
          "stt.http.key_file is " + file + ", which cannot be read: check its path and rights", e);
    }
  }

  boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "(none)" : "(set)";
  }
}
