package dev.loqa.cli.api;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Loqa that runs on this machine, as `DIR/run/instance.json` describes it.
///
/// @param token what its HTTP API wants to see
/// @param config the file that it was configured with; empty: none
public record Instance(
    Path data, String name, long pid, URI http, String token, Optional<Path> config) {
  private static final int CONNECT_MILLIS = 1_000;

  /// The data folder that a command means: `--data`, else `LOQA_DATA`, else the user's own.
  public static Path dataFolder(@Nullable Path given, Map<String, String> environment) {
    if (given != null) {
      return given.toAbsolutePath().normalize();
    }
    String named = environment.getOrDefault("LOQA_DATA", "");
    if (!named.isEmpty()) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    String share = environment.getOrDefault("XDG_DATA_HOME", home + "/.local/share");
    return Path.of(share, "loqa").toAbsolutePath().normalize();
  }

  /// The instance that runs on `data`; a [CliException] with exit code 6 when there is none.
  public static Instance find(Path data) {
    return lookup(data)
        .orElseThrow(() ->
            new CliException(
                Exit.UNAVAILABLE, "no Loqa runs on " + data + ": start one with ./loqa up"));
  }

  /// The instance that runs on `data`, if one does: its process is alive, or somebody listens where
  /// it did, and its files are there.
  public static Optional<Instance> lookup(Path data) {
    Path file = data.resolve("run/instance.json");
    try {
      Map<String, Object> said = Json.readObject(Files.readAllBytes(file));
      if (!(said.get("pid") instanceof Number pid && said.get("http") instanceof String http)) {
        throw new CliException(
            Exit.UNAVAILABLE,
            file + " names no pid and http address: stop Loqa, remove the file, start it again");
      }
      URI address = URI.create(http);
      if (!ProcessHandle.of(pid.longValue()).map(ProcessHandle::isAlive).orElse(false)
          && !listens(address)) {
        return Optional.empty();
      }
      String name = String.valueOf(said.getOrDefault("name", "Loqa"));
      Optional<Path> config =
          said.get("config") instanceof String named
              ? Optional.of(Path.of(named))
              : Optional.empty();
      return Optional.of(new Instance(data, name, pid.longValue(), address, token(data), config));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw new CliException(
          Exit.DENIED,
          e.getMessage() + " may not be read by this user: run this as the user that runs Loqa",
          e);
    } catch (IOException | JsonException | IllegalArgumentException e) {
      throw new CliException(
          Exit.UNAVAILABLE,
          file + " cannot be used (" + e.getMessage() + "): stop Loqa and start it again",
          e);
    }
  }

  /// For a unit from which the processes of others are hidden: its own Loqa is one of those.
  private static boolean listens(URI address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String token(Path data) throws IOException {
    return Files.readString(data.resolve("run/token")).strip();
  }
}
