package dev.loqa.loqad.http;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/// One request as handlers see it: its parts are read within limits, and what is wrong with them is
/// said in words. Used by the request's own thread.
final class Call {
  /// Bytes of one JSON body at most.
  static final int JSON_BYTES = 64 * 1024;

  // What is read away of a refused body, so that the caller gets to see the answer.
  private static final int DRAINED = 24 * 1024 * 1024;

  private final ServerRequest request;

  Call(ServerRequest request) {
    this.request = request;
  }

  Optional<String> header(String name) {
    return request.headers().first(HeaderNames.create(name));
  }

  String path() {
    return request.path().path();
  }

  String method() {
    return request.prologue().method().text();
  }

  /// The port that the request came to.
  int port() {
    return request.localPeer().port();
  }

  Optional<String> cookie(String name) {
    return request.headers().cookies().first(name).asOptional();
  }

  /// A parameter of the path.
  String part(String name) {
    return request.path().pathParameters().get(name);
  }

  /// A parameter after the `?`; an empty one counts as absent.
  Optional<String> query(String name) {
    return request.query().first(name).asOptional().filter(value -> !value.isEmpty());
  }

  int number(String name, int otherwise, int least, int most) {
    return Math.toIntExact(longNumber(name, otherwise, least, most));
  }

  long longNumber(String name, long otherwise, long least, long most) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new HttpFault(
        400, name, "is no number from " + least + " to " + most, "correct it or leave it out");
  }

  boolean flag(String name, boolean otherwise) {
    return switch (query(name).orElse(Boolean.toString(otherwise))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new HttpFault(400, name, "is neither true nor false", "send one of them");
    };
  }

  /// The body as a JSON object; an absent one is empty.
  Map<String, Object> json() {
    byte[] body = body(JSON_BYTES, "the JSON body");
    if (body.length == 0) {
      return Map.of();
    }
    try {
      return Json.readObject(body);
    } catch (JsonException e) {
      throw new HttpFault(
          400, "the body", "is not usable (" + e.getMessage() + ")", "send a JSON object");
    }
  }

  /// The whole body.
  byte[] body(int most, String what) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      boolean declared = request.headers().contentLength().orElse(0) > most;
      byte[] body = declared ? new byte[0] : in.readNBytes(most + 1);
      if (declared || body.length > most) {
        drain(in);
        throw new HttpFault(
            413, what, "has more than " + most + " bytes", "send at most " + most / 1024 + " KiB");
      }
      return body;
    } catch (IOException e) {
      throw new HttpFault(400, what, "broke off (" + e.getMessage() + ")", "send it again");
    }
  }

  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long left = DRAINED;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = in.read(buffer);
    }
  }
}
