package dev.loqa.understanding.template;

/// A template that cannot be read. The message names the place, the fault and the way out.
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int position;

  TemplateException(String template, int position, String problem) {
    super("at character " + (position + 1) + " of \"" + shortened(template) + "\": " + problem);
    this.position = position;
  }

  /// Where in the template, from 0.
  public int position() {
    return position;
  }

  private static String shortened(String template) {
    return template.length() <= 120 ? template : template.substring(0, 117) + "...";
  }
}
