package dev.loqa.loqad.secrets;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The secrets of all skills: one file a skill, mode 0600, in a folder of mode 0700, written whole
/// or not at all. `SKILL.json` is `{"version": 1, "secrets": {"NAME": "value"}}`.
///
/// A file `loqa.secret.SKILL.NAME` in the credentials folder of the service manager (systemd's
/// `LoadCredential=`) comes before it; a line end behind the value does not count. Values are read
/// at each use and kept nowhere. Thread-safe; one process writes.
public final class SecretFolder implements SecretValues {
  /// Shorter ones could be guessed from whether an answer was masked.
  public static final int SHORTEST = 8;

  /// The longest value, in characters.
  public static final int LONGEST = 4_096;

  private static final String CREDENTIAL = "loqa.secret.";
  private static final long MOST_BYTES = 1 << 20;
  private static final Pattern SKILL = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private final Path folder;
  private final @Nullable Path credentials;

  /// @param folder made when something is written into it
  /// @param credentials the service manager's, none if there is no such folder
  public SecretFolder(Path folder, @Nullable Path credentials) {
    this.folder = folder;
    this.credentials = credentials;
  }

  /// The folder of a data folder, with the credentials of this process.
  public static SecretFolder in(Path data) {
    String credentials = System.getenv("CREDENTIALS_DIRECTORY");
    return new SecretFolder(
        data.resolve("secrets"),
        credentials == null || credentials.isEmpty() ? null : Path.of(credentials));
  }

  @Override
  public Optional<String> value(String skill, String name) {
    check(skill, name);
    Optional<String> given = credential(skill, name);
    return given.isPresent() ? given : Optional.ofNullable(own(skill).get(name));
  }

  /// The names that have a value.
  public Set<String> names(String skill) {
    check(skill, "x");
    Set<String> names = new TreeSet<>(own(skill).keySet());
    names.addAll(given(skill));
    return names;
  }

  /// The names whose value the service manager gives.
  public Set<String> given(String skill) {
    Set<String> names = new TreeSet<>();
    Path from = credentials;
    if (from != null && Files.isDirectory(from)) {
      String prefix = CREDENTIAL + skill + ".";
      try (var files = Files.newDirectoryStream(from, prefix + "*")) {
        for (Path file : files) {
          names.add(file.getFileName().toString().substring(prefix.length()));
        }
      } catch (IOException e) {
        throw new SecretException("the credentials folder cannot be read: check its rights", e);
      }
    }
    return names;
  }

  /// Keeps a value, durable when this returns.
  public synchronized void set(String skill, String name, String value) {
    check(skill, name);
    checkValue(name, value);
    Map<String, String> all = own(skill);
    all.put(name, value);
    write(skill, all);
  }

  /// Forgets a value; false if there was none. One that the service manager gives stays.
  public synchronized boolean remove(String skill, String name) {
    check(skill, name);
    Map<String, String> all = own(skill);
    if (all.remove(name) == null) {
      return false;
    }
    write(skill, all);
    return true;
  }

  /// Whether a skill has values here, readable or not.
  public boolean holds(String skill) {
    check(skill, "x");
    return Files.exists(file(skill));
  }

  /// Forgets all values of a skill; those that the service manager gives stay.
  public synchronized void forget(String skill) {
    check(skill, "x");
    write(skill, Map.of());
  }

  private static void check(String skill, String name) {
    if (!SKILL.matcher(skill).matches() || !NAME.matcher(name).matches()) {
      throw new SecretException(
          "a skill's or secret's name is wrong: a skill is 1 to 32 of a-z 0-9 _ -, a secret 1 to 64"
              + " of a-z 0-9 _");
    }
  }

  /// Refuses a value that cannot be sent or not be hidden.
  static void checkValue(String name, String value) {
    if (value.length() < SHORTEST
        || value.length() > LONGEST
        || value.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))
        || !value.equals(value.strip())) {
      throw new SecretException(
          "the secret "
              + name
              + " has a value that cannot be used: give "
              + SHORTEST
              + " to "
              + LONGEST
              + " characters in one line, without blanks around them");
    }
  }

  private Optional<String> credential(String skill, String name) {
    Path from = credentials;
    if (from == null) {
      return Optional.empty();
    }
    try {
      Path file = from.resolve(CREDENTIAL + skill + "." + name);
      String value = text(file).replaceFirst("\\R$", "");
      checkValue(name, value);
      return Optional.of(value);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SecretException(
          "the credential of the secret " + name + " cannot be read: check its rights", e);
    }
  }

  private Map<String, String> own(String skill) {
    try {
      Map<String, String> all = new TreeMap<>();
      Object secrets = Json.readObject(text(file(skill))).get("secrets");
      if (secrets instanceof Map<?, ?> map) {
        map.forEach((name, value) -> all.put(String.valueOf(name), String.valueOf(value)));
      }
      return all;
    } catch (NoSuchFileException e) {
      return new TreeMap<>();
    } catch (IOException e) {
      throw new SecretException(
          "the secrets of " + skill + " cannot be read: check the rights of " + file(skill), e);
    } catch (JsonException _) {
      // The parser's message may quote what it read, so it goes no further.
      throw new SecretException(
          "the secrets of "
              + skill
              + " are damaged: delete "
              + file(skill)
              + " and set them again");
    }
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("it is larger than " + MOST_BYTES + " bytes");
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private Path file(String skill) {
    return folder.resolve(skill + ".json");
  }

  private void write(String skill, Map<String, String> all) {
    try {
      if (all.isEmpty()) {
        Files.deleteIfExists(file(skill));
        return;
      }
      PrivateFiles.folder(folder);
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("version", 1);
      file.put("secrets", all);
      PrivateFiles.write(file(skill), Json.write(file));
    } catch (IOException e) {
      throw new SecretException(
          "the secrets of " + skill + " cannot be written: check room and rights of " + folder, e);
    }
  }
}
