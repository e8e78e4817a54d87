package dev.loqa.bus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that a killed loqad left behind. It is ours only if its arguments name our
/// configuration file: a pid file alone may name any program by now.
final class StaleServer {
  private static final Logger LOG = LoggerFactory.getLogger(StaleServer.class);

  private StaleServer() {}

  /// Ends it, if there is one. The caller holds the folder's lock, so nobody else uses that server.
  static void end(Path pidFile, Path config) {
    readPid(pidFile)
        .ifPresent(pid ->
            ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> names(process, config))
                .ifPresent(StaleServer::kill));
  }

  static Optional<Long> readPid(Path pidFile) {
    try {
      return Files.exists(pidFile)
          ? Optional.of(Long.parseLong(Files.readString(pidFile).strip()))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      LOG.atDebug().addKeyValue("file", pidFile).log("a pid file is damaged", e);
      return Optional.empty();
    }
  }

  private static boolean names(ProcessHandle process, Path config) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    for (String argument : arguments) {
      if (argument.equals(config.toString())) {
        return true;
      }
    }
    return process
        .info()
        .commandLine()
        .filter(line -> line.contains(config.toString()))
        .isPresent();
  }

  private static void kill(ProcessHandle process) {
    LOG.atWarn()
        .addKeyValue("pid", process.pid())
        .log("taking over from a bus server that was left behind");
    process.destroy();
    try {
      process.onExit().get(2, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
      awaitEnd(process);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(5, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new BusException(
          "nats-server " + process.pid() + " of a killed loqad does not end: end it by hand", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
