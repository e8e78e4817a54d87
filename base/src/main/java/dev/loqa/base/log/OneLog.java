package dev.loqa.base.log;

import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Makes `java.util.logging` part of the one log of a process, and quiet.
///
/// For the first line of `main`: it changes the whole JVM.
public final class OneLog {
  /// Set in a child's environment: the name its log lines carry.
  public static final String PROCESS = "LOQA_PROCESS";

  /// In the log's context: which program speaks, and on which node.
  static final String SERVICE = "service";

  static final String NODE = "node";

  /// Held, because the JDK forgets the level of a logger that nobody holds.
  private static final List<Logger> QUIET =
      List.of(
          // A dead collector is said once by our own span gate, not by every batch.
          quiet("io.opentelemetry", Level.OFF), quiet("io.helidon", Level.WARNING));

  private OneLog() {}

  /// Sends what libraries log by `java.util.logging` through SLF4J.
  public static void begin() {
    if (!SLF4JBridgeHandler.isInstalled() && !QUIET.isEmpty()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }

  /// Who speaks in this process's lines from now on, where they are JSON.
  ///
  /// @param service the program, as in its traces: `loqad`, `loqa-edge-stt`
  /// @param node its name on the bus
  public static void speaksAs(String service, String node) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.putProperty(SERVICE, service);
      context.putProperty(NODE, node);
    }
  }

  private static Logger quiet(String name, Level level) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(level);
    return logger;
  }
}
