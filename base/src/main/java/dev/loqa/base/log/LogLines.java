package dev.loqa.base.log;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/// One line an event, as text for people or as JSON for programs; made by `logback.xml`.
///
/// Anything but `text` and `json` is said once and becomes text: a wrong word must not cost the
/// log.
public final class LogLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = new byte[0];

  private final PatternLayout text = new PatternLayout();
  private String format = "text";
  private String service = "loqa";

  /// What a line of text looks like.
  public void setPattern(String pattern) {
    text.setPattern(pattern);
  }

  /// `text` or `json`.
  public void setFormat(String word) {
    format = word.strip();
  }

  /// Who speaks, until [OneLog#speaksAs] says it.
  public void setService(String name) {
    service = name;
  }

  @Override
  public void start() {
    text.setContext(getContext());
    text.start();
    if (!format.equals("json") && !format.equals("text")) {
      System.err.println("LOQA_LOG_FORMAT is " + format + ": use text or json; text is used");
    }
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line = format.equals("json") ? JsonLine.of(event, service) + "\n" : text.doLayout(event);
    return line.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
