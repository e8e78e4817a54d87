package dev.loqa.cli.update;

import dev.loqa.base.config.ConfigException;
import dev.loqa.base.config.ConfigSection;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The block `update:` of `/etc/loqa/update.yaml`, which may be absent.
///
/// @param url the web folder that releases are fetched from; empty: none is
/// @param tokenFile a file whose first line is shown to that server; empty: none
/// @param restart the command that has everything start anew; empty: nothing runs as a service
/// @param healthUrl what answers how the daemon is; empty: nothing does
/// @param check a command that ends with 0 where all is well; empty: there is none
/// @param health how long all may take to become healthy
/// @param data the folder of the house that runs here
record UpdateConfig(
    String url,
    String tokenFile,
    List<String> restart,
    String healthUrl,
    List<String> check,
    Duration health,
    Path data) {
  /// Where it is looked for without `--config`.
  static final Path FILE = Path.of("/etc/loqa/update.yaml");

  private static final List<String> UNITS =
      List.of("loqa-nats.service", "loqad.service", "loqa-edge@*.service");
  private static final Duration USUAL = Duration.ofSeconds(60);

  /// Reads the file; without one everything has its default.
  ///
  /// @param system what stands for `/`: the units there decide the defaults
  static UpdateConfig read(Path file, Map<String, String> environment, Path system) {
    try {
      ConfigSource source =
          Files.exists(file)
              ? ConfigSource.read(file, environment)
              : ConfigSource.empty(environment);
      UpdateConfig config = read(source.root().section("update"), system);
      if (!config.url.isEmpty() && !isWeb(config.url)) {
        source.fault("update.url", config.url, "give http(s)://HOST/FOLDER");
      }
      if (!config.healthUrl.isEmpty() && !isWeb(config.healthUrl)) {
        source.fault("update.health_url", config.healthUrl, "give http://HOST:PORT/readyz");
      }
      source.check();
      return config;
    } catch (ConfigException e) {
      throw new CliException(Exit.FAILED, String.join("\n", e.problems()), e);
    }
  }

  private static UpdateConfig read(ConfigSection update, Path system) {
    boolean core = Files.exists(system.resolve("etc/systemd/system/loqad.service"));
    boolean units = core || Files.exists(system.resolve("etc/systemd/system/loqa-edge@.service"));
    List<String> restart =
        units
            ? List.of("systemctl", "try-restart", UNITS.get(0), UNITS.get(1), UNITS.get(2))
            : List.of();
    return new UpdateConfig(
        update.text("url", "", "The web folder that releases are fetched from."),
        update.text("token_file", "", "A file whose first line is shown to that server."),
        update.texts("restart", restart, "The command that has everything start anew."),
        update.text(
            "health_url",
            core ? "http://127.0.0.1:8080/readyz" : "",
            "What answers how the daemon is; empty: nothing does."),
        update.texts("check", List.of(), "A command that ends with 0 where all is well."),
        update.millis(
            "health_ms",
            USUAL,
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            "How long all may take to become healthy."),
        Path.of(update.text("data", "/var/lib/loqa", "The folder of the house that runs here.")));
  }

  private static boolean isWeb(String url) {
    try {
      URI address = URI.create(url);
      return List.of("http", "https").contains(String.valueOf(address.getScheme()))
          && address.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
