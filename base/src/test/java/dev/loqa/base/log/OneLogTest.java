package dev.loqa.base.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class OneLogTest {
  @Test
  void whatLibrariesLogGoesThroughOurLogAndTheTalkativeOnesAreQuiet() {
    OneLog.begin();
    OneLog.begin();
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    seen.start();
    root.addAppender(seen);
    try {
      warn("some.library", "heard");
      warn("io.opentelemetry.exporter.internal.http.HttpExporter", "not heard");
      java.util.logging.Logger.getLogger("io.helidon.webserver").info("not heard");
    } finally {
      root.detachAppender(seen);
    }

    assertThat(List.copyOf(seen.list))
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("heard");
  }

  private static void warn(String logger, String words) {
    java.util.logging.Logger.getLogger(logger).warning(words);
  }
}
