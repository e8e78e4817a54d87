package dev.loqa.base.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.loqa.protocol.Quoted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Records, maps and lists as JSON and back.
///
/// Keys are the component names in snake case (`isFinal` is `final`), absent values are left out, a
/// missing list or map is empty, unknown fields are ignored, instants are RFC 3339 and ids are
/// plain strings. Thread-safe.
public final class Json {
  /// Bytes of one document at most.
  public static final int MOST_BYTES = 4 * 1024 * 1024;

  private static final JsonMapper MAPPER = mapper(MOST_BYTES);
  private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<Object>> ARRAY = new TypeReference<>() {};

  private Json() {}

  /// `value` as UTF-8.
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new JsonException(value.getClass().getSimpleName() + " cannot be JSON: " + why(e), e);
    }
  }

  /// `value` as one line of text.
  public static String text(Object value) {
    return new String(write(value), StandardCharsets.UTF_8);
  }

  /// `value` as indented text, for people.
  public static String pretty(Object value) {
    try {
      return PRETTY.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new JsonException(value.getClass().getSimpleName() + " cannot be JSON: " + why(e), e);
    }
  }

  /// A record of `type` from UTF-8.
  public static <T> T read(byte[] bytes, Class<T> type) {
    checkSize(bytes.length, type.getSimpleName());
    try {
      return present(MAPPER.readValue(bytes, type), type.getSimpleName());
    } catch (IOException e) {
      throw new JsonException(type.getSimpleName() + " is not valid: " + why(e), e);
    }
  }

  /// A record of `type` from text.
  public static <T> T read(String text, Class<T> type) {
    return read(text.getBytes(StandardCharsets.UTF_8), type);
  }

  /// An object as plain values: String, Long, Double, Boolean, List, Map, null.
  public static Map<String, Object> readObject(byte[] bytes) {
    checkSize(bytes.length, "the JSON");
    try {
      return present(MAPPER.readValue(bytes, OBJECT), "the JSON");
    } catch (IOException e) {
      throw new JsonException("the text is no JSON object: " + why(e), e);
    }
  }

  /// An object as plain values.
  public static Map<String, Object> readObject(String text) {
    return readObject(text.getBytes(StandardCharsets.UTF_8));
  }

  /// An object as plain values, of a document that may be larger than [#MOST_BYTES].
  ///
  /// @param mostCharacters of the document; one place at a time should ask for this, since the
  ///   values take many times that
  public static Map<String, Object> readObject(String text, int mostCharacters) {
    if (text.length() > mostCharacters) {
      throw new JsonException(
          "the JSON has " + text.length() + " characters: send at most " + mostCharacters,
          new IOException("too large"));
    }
    try {
      return present(Large.MAPPER.readValue(text, OBJECT), "the JSON");
    } catch (IOException e) {
      throw new JsonException("the text is no JSON object: " + why(e), e);
    }
  }

  /// Reads documents of any size; made when one is asked for.
  private static final class Large {
    private static final JsonMapper MAPPER = mapper(Integer.MAX_VALUE);
  }

  /// An array as plain values.
  public static List<Object> readArray(String text) {
    try {
      return present(MAPPER.readValue(text, ARRAY), "the JSON");
    } catch (IOException e) {
      throw new JsonException("the text is no JSON array: " + why(e), e);
    }
  }

  /// Plain values of a record, as they would be on the wire.
  public static Map<String, Object> toMap(Object value) {
    return readObject(write(value));
  }

  /// A record from plain values.
  public static <T> T fromMap(Map<String, Object> values, Class<T> type) {
    return read(write(values), type);
  }

  private static <T> T present(@Nullable T value, String what) {
    if (value == null) {
      throw new JsonException(what + " is null: send an object", new IOException("null"));
    }
    return value;
  }

  private static void checkSize(int bytes, String what) {
    if (bytes > MOST_BYTES) {
      throw new JsonException(
          what + " has " + bytes + " bytes: send at most " + MOST_BYTES,
          new IOException("too large"));
    }
  }

  private static String why(IOException e) {
    if (e instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()) {
      return "field " + Quoted.of(path(mismatch)) + ": " + firstLine(mismatch.getOriginalMessage());
    }
    if (e instanceof JsonMappingException mapping
        && mapping.getCause() instanceof JsonProcessingException syntax) {
      return why(syntax);
    }
    if (e instanceof JsonMappingException mapping && mapping.getCause() != null) {
      return firstLine(String.valueOf(mapping.getCause().getMessage()));
    }
    if (e instanceof JsonProcessingException parsing) {
      var at = parsing.getLocation();
      String where =
          at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
      return firstLine(parsing.getOriginalMessage()) + where;
    }
    return firstLine(String.valueOf(e.getMessage()));
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 200 ? line.substring(0, 200) : line;
  }

  private static JsonMapper mapper(int mostBytes) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(MOST_BYTES)
                    .maxNumberLength(64)
                    .maxDocumentLength(mostBytes)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .addModule(new JavaTimeModule())
        .addModule(new ProtocolTypes())
        .propertyNamingStrategy(new WireNames())
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_LONG_FOR_INTS)
        .withConfigOverride(
            List.class, o -> o.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
        .withConfigOverride(
            Map.class, o -> o.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
        .build();
  }
}
