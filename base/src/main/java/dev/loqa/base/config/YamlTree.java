package dev.loqa.base.config;

import dev.loqa.protocol.Quoted;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/// A YAML document as a tree with line numbers, from strangers as well as from the owner.
///
/// One document, UTF-8, no anchors, aliases, merge keys, tags or duplicate keys, at most 32 deep,
/// no larger than asked. The size is checked before anything is parsed. What is refused is said as
/// `FILE:LINE: thing: fault: way out`.
public final class YamlTree {
  private static final int DEPTH = 32;

  private final String file;
  private final Iterator<Event> events;

  private YamlTree(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /// The tree of `bytes`; an empty document is an empty mapping.
  ///
  /// @param file the name that problems are reported under
  public static YamlNode parse(byte[] bytes, String file, int maxBytes) {
    if (bytes.length > maxBytes) {
      throw new ConfigException(
          file + ":1: the file: has " + bytes.length + " bytes: keep it within " + maxBytes);
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(maxBytes);
    options.setNestingDepthLimit(DEPTH);
    options.setProcessComments(false);
    Iterable<Event> events = new Yaml(options).parse(new StringReader(utf8(bytes, file)));
    try {
      return new YamlTree(file, events.iterator()).document();
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new ConfigException(
          file + ":" + line + ": the YAML: " + e.getProblem() + ": correct this line");
    } catch (YAMLException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("is not valid");
      throw new ConfigException(file + ":1: the YAML: " + why + ": write plain UTF-8 YAML");
    }
  }

  private static String utf8(byte[] bytes, String file) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ":1: the file: is not UTF-8: save it as UTF-8");
    }
  }

  private YamlNode document() {
    next(); // the stream
    Event start = next();
    if (start.is(Event.ID.StreamEnd)) {
      return new YamlNode.Mapping(1, Map.of());
    }
    YamlNode root = node(next(), 0);
    next(); // the document's end
    Event after = next();
    if (!after.is(Event.ID.StreamEnd)) {
      throw problem(after, "the file", "holds a second document", "keep one document a file");
    }
    return root instanceof YamlNode.Scalar scalar && scalar.value() == null
        ? new YamlNode.Mapping(1, Map.of())
        : root;
  }

  private YamlNode node(Event event, int depth) {
    if (depth > DEPTH) {
      throw problem(event, "the YAML", "is nested deeper than " + DEPTH, "flatten it");
    }
    refuseCleverness(event);
    return switch (event) {
      case ScalarEvent scalar ->
          new YamlNode.Scalar(
              line(event),
              scalar.getValue(),
              scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN);
      case SequenceStartEvent start -> sequence(start, depth);
      case MappingStartEvent start -> mapping(start, depth);
      default -> throw problem(event, "the YAML", "is not understood here", "write plain YAML");
    };
  }

  private YamlNode sequence(Event start, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = next(); !(event instanceof SequenceEndEvent); event = next()) {
      items.add(node(event, depth + 1));
    }
    return new YamlNode.Sequence(line(start), items);
  }

  private YamlNode mapping(Event start, int depth) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
      refuseCleverness(event);
      if (!(event instanceof ScalarEvent key)) {
        throw problem(event, "a key", "is not a word", "write `key: value`");
      }
      if (key.getValue().equals("<<")) {
        throw problem(event, "<<", "merge keys are not allowed", "write the keys out");
      }
      YamlNode value = node(next(), depth + 1);
      if (entries.put(key.getValue(), new YamlNode.Entry(line(key), value)) != null) {
        throw problem(
            key, Quoted.of(key.getValue()), "stands here a second time", "keep one of them");
      }
    }
    return new YamlNode.Mapping(line(start), entries);
  }

  private void refuseCleverness(Event event) {
    if (event instanceof AliasEvent) {
      throw problem(event, "an alias", "aliases are not allowed", "write the value out");
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw problem(
          event, "&" + node.getAnchor(), "anchors are not allowed", "write the value out");
    }
    String tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case SequenceStartEvent sequence -> sequence.getTag();
          case MappingStartEvent mapping -> mapping.getTag();
          default -> null;
        };
    if (tag != null) {
      throw problem(event, Quoted.of(tag), "tags are not allowed", "write the value without it");
    }
  }

  private Event next() {
    return events.next();
  }

  private static int line(Event event) {
    return event.getStartMark() == null ? 1 : event.getStartMark().getLine() + 1;
  }

  private ConfigException problem(Event event, String thing, String fault, String wayOut) {
    return new ConfigException(
        file + ":" + line(event) + ": " + thing + ": " + fault + ": " + wayOut);
  }
}
