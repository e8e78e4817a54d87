package dev.loqa.loqad.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The files of the page, read once.
public final class Console {
  private static final File PAGE = File.of("console/index.html", "text/html; charset=utf-8");
  private static final File OPEN_API = File.of("openapi/openapi.json", "application/json");
  private static final List<File> FILES =
      List.of(
          File.of("console/app.js", "text/javascript; charset=utf-8"),
          File.of("console/view.js", "text/javascript; charset=utf-8"),
          File.of("console/style.css", "text/css; charset=utf-8"),
          File.of("console/icon.svg", "image/svg+xml"));

  private Console() {}

  /// One file as it is served. Unchangeable.
  public static final class File {
    private final String name;
    private final String type;
    private final byte[] content;

    private File(String name, String type, byte[] content) {
      this.name = name;
      this.type = type;
      this.content = content;
    }

    private static File of(String path, String type) {
      try (InputStream in = Console.class.getResourceAsStream("/" + path)) {
        if (in == null) {
          throw new IllegalStateException(path + " is missing from the class path: build again");
        }
        return new File(path.substring(path.indexOf('/') + 1), type, in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// The name without a folder.
    public String name() {
      return name;
    }

    /// The content type.
    public String type() {
      return type;
    }

    public byte[] content() {
      return content.clone();
    }
  }

  /// What `/` answers.
  public static File page() {
    return PAGE;
  }

  /// What the page loads.
  public static List<File> files() {
    return FILES;
  }

  /// The API's document, OpenAPI 3.1.
  public static File openApi() {
    return OPEN_API;
  }
}
