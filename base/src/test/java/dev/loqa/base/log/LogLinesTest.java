package dev.loqa.base.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import dev.loqa.base.json.Json;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LogLinesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();

  private Logger logger(String format) {
    context.setMDCAdapter(new LogbackMDCAdapter());
    LogLines lines = new LogLines();
    lines.setContext(context);
    lines.setFormat(format);
    lines.setService("edge-stt");
    lines.setPattern("%-5level %msg %kvp%n");
    lines.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(lines);
    appender.setOutputStream(out);
    appender.start();
    Logger logger = context.getLogger("dev.loqa.Test");
    logger.addAppender(appender);
    return logger;
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void writesTextForPeople() {
    logger("text").atInfo().addKeyValue("session", "s-1").log("turn ended");

    assertThat(text()).isEqualTo("INFO  turn ended session=\"s-1\"\n");
  }

  @Test
  void writesOneObjectALineWithWhoSpeaksAndItsFacts() {
    context.putProperty("node", "kitchen");
    Logger logger = logger("json");
    logger.atWarn().addKeyValue("session", "s-1").addKeyValue("total_ms", 212L).log("a \"b\"\nc");
    logger.atInfo().log("next");

    assertThat(text().lines()).hasSize(2);
    Map<String, Object> line = Json.readObject(text().lines().findFirst().orElseThrow());
    assertThat(line)
        .containsEntry("level", "WARN")
        .containsEntry("service", "edge-stt")
        .containsEntry("node", "kitchen")
        .containsEntry("logger", "dev.loqa.Test")
        .containsEntry("message", "a \"b\"\nc")
        .containsEntry("session", "s-1")
        .doesNotContainKey("error");
    assertThat(String.valueOf(line.get("total_ms"))).isEqualTo("212");
    assertThat(String.valueOf(line.get("time"))).endsWith("Z");
  }

  @Test
  void namesTheTraceThatTheThreadIsAtWorkOnUnlessTheEventNamesOne() {
    Logger logger = logger("json");
    Span span =
        Span.wrap(
            SpanContext.create(
                TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault()));
    try (Scope scope = span.makeCurrent()) {
      assertThat(scope).isNotNull();
      logger.atInfo().log("here");
      logger.atInfo().addKeyValue("trace", "another").log("there");
    }

    assertThat(text().lines().map(line -> Json.readObject(line).get("trace")))
        .containsExactly(TRACE, "another");
  }

  @Test
  void aFactCannotTakeTheNameOfWhatEveryLineHas() {
    context.putProperty("node", "core");
    logger("json")
        .atInfo()
        .addKeyValue("node", "edge-stt")
        .addKeyValue("error", "none")
        .log("node joined");

    assertThat(Json.readObject(text()))
        .containsEntry("node", "core")
        .containsEntry("fact_node", "edge-stt")
        .containsEntry("fact_error", "none");
  }

  @Test
  void aLineStaysWithinWhatAReaderOfChildrenTakes() {
    Logger logger = logger("json");
    var event = logger.atError().setCause(new IllegalStateException("x".repeat(50_000)));
    for (int i = 0; i < 50; i++) {
      event = event.addKeyValue("fact" + i, "y".repeat(5_000));
    }
    event.log("z".repeat(5_000));

    assertThat(text().length()).isLessThan(8 * 1024);
    assertThat(String.valueOf(Json.readObject(text()).get("error")))
        .contains("IllegalStateException");
  }

  @Test
  void aWrongFormatIsText() {
    logger("jsn").atInfo().log("still here");

    assertThat(text()).isEqualTo("INFO  still here \n");
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
