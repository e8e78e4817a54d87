package dev.loqa.loqad.home.assistant;

import dev.loqa.base.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The long-lived access token that Home Assistant gave the owner: a file of its own in the data
/// folder, mode 0600, or a credential of the service manager, which wins. Thread-safe.
public final class HomeToken {
  private static final String CREDENTIAL = "loqa.home-assistant.token";
  private static final int SHORTEST = 8;
  private static final int LONGEST = 4_096;

  private final Path folder;
  private final Path file;
  private final @Nullable Path credential;

  /// @param folder made when a token is set
  /// @param credentials the service manager's folder, none if there is none
  public HomeToken(Path folder, @Nullable Path credentials) {
    this.folder = folder;
    file = folder.resolve("token");
    credential = credentials == null ? null : credentials.resolve(CREDENTIAL);
  }

  /// That of a data folder.
  public static HomeToken in(Path data) {
    String credentials = System.getenv("CREDENTIALS_DIRECTORY");
    return new HomeToken(
        data.resolve("home-assistant"),
        credentials == null || credentials.isEmpty() ? null : Path.of(credentials));
  }

  /// The token; empty when none was set.
  ///
  /// @throws HomeAssistantException when it cannot be read or can be none
  Optional<String> value() {
    Optional<String> given = credential == null ? Optional.empty() : read(credential);
    return given.isPresent() ? given : read(file);
  }

  private static Optional<String> read(Path from) {
    try {
      if (Files.size(from) > LONGEST + 2) {
        throw notAToken();
      }
      String value = Files.readString(from, StandardCharsets.UTF_8).strip();
      if (!usable(value)) {
        throw notAToken();
      }
      return Optional.of(value);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new HomeAssistantException(
          HomeAssistantException.Fault.TOKEN,
          "the token of Home Assistant cannot be read: check the rights of " + from,
          e);
    }
  }

  /// Keeps a token, durable when this returns.
  ///
  /// @throws HomeAssistantException when it can be none
  public void set(String value) throws IOException {
    if (!usable(value)) {
      throw notAToken();
    }
    PrivateFiles.folder(folder);
    PrivateFiles.write(file, value.getBytes(StandardCharsets.UTF_8));
  }

  /// Forgets the token; false if none was set here.
  public boolean remove() throws IOException {
    return Files.deleteIfExists(file);
  }

  private static boolean usable(String value) {
    return value.length() >= SHORTEST
        && value.length() <= LONGEST
        && value.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static HomeAssistantException notAToken() {
    return new HomeAssistantException(
        HomeAssistantException.Fault.TOKEN,
        "the token of Home Assistant is none: give one line of "
            + SHORTEST
            + " to "
            + LONGEST
            + " characters without blanks, as its profile page shows it");
  }
}
