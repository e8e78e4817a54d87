package dev.loqa.base.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.loqa.base.json.Json;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/// One event of the log as one line of JSON: `time`, `level`, `service`, `node`, `logger`,
/// `message`, then the event's facts under their own names (`session`, `turn`, `trace` among them),
/// and `error`, the stack trace. A fact that would take one of the first names is called
/// `fact_...`.
///
/// The trace is the fact's, else that of what the thread does now. Lines stay below the 8 KiB at
/// which whoever reads a child's lines cuts them.
final class JsonLine {
  private static final int LONGEST_FACT = 1_000;
  private static final int MOST_FACTS = 5_000;
  private static final int LONGEST_ERROR = 2_000;

  private JsonLine() {}

  /// @param service who speaks, where the context does not say
  static String of(ILoggingEvent event, String service) {
    Map<String, String> who = event.getLoggerContextVO().getPropertyMap();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", event.getInstant().toString());
    line.put("level", event.getLevel().toString());
    line.put("service", who.getOrDefault(OneLog.SERVICE, service));
    line.put("node", who.getOrDefault(OneLog.NODE, ""));
    line.put("logger", event.getLoggerName());
    line.put("message", shortened(event.getFormattedMessage(), LONGEST_FACT));
    line.put("error", ""); // taken, so that no fact has the name
    addFacts(event, line);
    line.remove("error");
    SpanContext current = Span.current().getSpanContext();
    if (current.isValid()) {
      line.putIfAbsent("trace", current.getTraceId());
    }
    if (event.getThrowableProxy() != null) {
      line.put(
          "error",
          shortened(ThrowableProxyUtil.asString(event.getThrowableProxy()), LONGEST_ERROR));
    }
    return Json.text(line);
  }

  private static void addFacts(ILoggingEvent event, Map<String, Object> line) {
    if (event.getKeyValuePairs() == null) {
      return;
    }
    int room = MOST_FACTS;
    for (KeyValuePair fact : event.getKeyValuePairs()) {
      Object value = value(fact.value);
      room -= fact.key.length() + String.valueOf(value).length();
      if (room < 0) {
        line.put("fact_left_out", true);
        return;
      }
      line.put(line.containsKey(fact.key) ? "fact_" + fact.key : fact.key, value);
    }
  }

  private static Object value(Object fact) {
    return fact instanceof Number || fact instanceof Boolean
        ? fact
        : shortened(String.valueOf(fact), LONGEST_FACT);
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "...";
  }
}
