package dev.loqa.cli.backup;

import dev.loqa.cli.age.AgeException;
import dev.loqa.cli.age.AgeKey;
import dev.loqa.cli.age.AgeRecipient;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Keys of backups as they lie in files.
final class KeyFiles {
  private static final int MOST_BYTES = 16 << 10;

  private KeyFiles() {}

  /// The secret key of a file.
  static AgeKey secret(Path file) {
    try {
      return AgeKey.parse(text(file));
    } catch (AgeException e) {
      throw new CliException(
          Exit.USAGE, file + " is no key of backups: " + e.getMessage() + ": name another", e);
    }
  }

  /// Whom to encrypt for: each word is a public key or a file with public keys, one a line; without
  /// a word those of the house's own file.
  static List<AgeRecipient> recipients(List<String> words, Path data) {
    List<AgeRecipient> recipients = new ArrayList<>();
    Path own = data.resolve(HouseFolder.RECIPIENT);
    if (words.isEmpty() && !Files.isRegularFile(own)) {
      throw new CliException(
          Exit.USAGE,
          "backups are encrypted, and there is no key yet: loqa backup keygen FILE makes one");
    }
    for (String word : words.isEmpty() ? List.of(own.toString()) : words) {
      if (word.startsWith("age1")) {
        recipients.add(recipient(word, "--to " + word));
      } else {
        for (String line : text(Path.of(word)).lines().map(String::strip).toList()) {
          if (!line.isEmpty() && !line.startsWith("#")) {
            recipients.add(recipient(line, word));
          }
        }
      }
    }
    if (recipients.isEmpty()) {
      throw new CliException(
          Exit.USAGE, words + " names no public key: a file of age1... lines, or one of these");
    }
    return recipients;
  }

  private static AgeRecipient recipient(String text, String where) {
    try {
      return new AgeRecipient(text);
    } catch (AgeException e) {
      throw new CliException(
          Exit.USAGE, where + ": " + e.getMessage() + ": take the .pub that keygen wrote", e);
    }
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CliException(
          Exit.USAGE, file + " cannot be read (" + Words.of(e) + "): name a key's file", e);
    }
  }
}
