package dev.loqa.edge.llm.openai;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.edge.llm.LlmException;
import dev.loqa.edge.llm.ModelAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Tool calls as they come in fragments: the name with the first, the arguments' JSON cut anywhere.
/// Bounded; used by one thread.
final class CallFragments {
  private static final int MOST_CALLS = 16;
  private static final int MOST_CHARACTERS = 16_384;

  private final String server;
  private final TreeMap<Integer, Call> calls = new TreeMap<>();

  private static final class Call {
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
  }

  CallFragments(String server) {
    this.server = server;
  }

  void add(Object fragment) {
    if (!(fragment instanceof Map<?, ?> call)
        || !(call.get("function") instanceof Map<?, ?> function)) {
      return;
    }
    boolean named = function.get("name") instanceof String name && !name.isEmpty();
    Call mine = calls.computeIfAbsent(index(call.get("index"), named), _ -> new Call());
    if (calls.size() > MOST_CALLS) {
      throw new LlmException("%s calls more than %d tools".formatted(server, MOST_CALLS));
    }
    if (named && mine.name.isEmpty()) {
      mine.name.append(function.get("name"));
    }
    if (function.get("arguments") instanceof String more) {
      mine.arguments.append(more);
      if (mine.arguments.length() > MOST_CHARACTERS) {
        throw new LlmException(
            "%s calls a tool with more than %d characters".formatted(server, MOST_CHARACTERS));
      }
    }
  }

  /// Servers that send no index send each call whole.
  private int index(@Nullable Object given, boolean named) {
    if (given instanceof Number number) {
      return number.intValue();
    }
    int last = calls.isEmpty() ? -1 : calls.lastKey();
    return named || last < 0 ? last + 1 : last;
  }

  /// The calls, in order.
  List<Map<String, Object>> whole() {
    List<Map<String, Object>> whole = new ArrayList<>();
    for (Call call : calls.values()) {
      String arguments = call.arguments.toString();
      try {
        whole.add(
            ModelAnswer.toolCall(
                call.name.toString(), arguments.isBlank() ? Map.of() : Json.readObject(arguments)));
      } catch (JsonException e) {
        throw new LlmException(
            "%s calls %s with what is no JSON object".formatted(server, call.name), e);
      }
    }
    return whole;
  }
}
