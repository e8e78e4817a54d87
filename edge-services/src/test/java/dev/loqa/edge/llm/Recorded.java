package dev.loqa.edge.llm;

import dev.loqa.base.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The frames of two protocols, as their documentation shows them.
final class Recorded {
  private static final String OLLAMA_HEAD =
      "{\"model\":\"llama3.2\",\"created_at\":\"2025-10-26T17:15:24.097767Z\",";
  private static final String OPENAI_HEAD =
      "data: {\"id\":\"chatcmpl-123\",\"object\":\"chat.completion.chunk\",\"created\":1694268190,"
          + "\"model\":\"llama3.2\",\"choices\":[";

  private Recorded() {}

  /// One protocol.
  interface Protocol {
    String type();

    String token(String text);

    String call(String name, String arguments);

    String done();

    String fault(String words);
  }

  static final Protocol OLLAMA =
      new Protocol() {
        @Override
        public String type() {
          return "application/x-ndjson";
        }

        @Override
        public String token(String text) {
          return OLLAMA_HEAD
              + "\"message\":{\"role\":\"assistant\",\"content\":%s},\"done\":false}\n"
                  .formatted(Json.text(text));
        }

        @Override
        public String call(String name, String arguments) {
          return OLLAMA_HEAD
              + ("\"message\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"function\":"
                      + "{\"name\":\"%s\",\"arguments\":%s}}]},\"done\":false}\n")
                  .formatted(name, arguments);
        }

        @Override
        public String done() {
          return OLLAMA_HEAD
              + "\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done_reason\":\"stop\","
              + "\"done\":true,\"total_duration\":4883583458,\"load_duration\":1334875,"
              + "\"prompt_eval_count\":26,\"prompt_eval_duration\":342546000,\"eval_count\":282,"
              + "\"eval_duration\":4535599000}\n";
        }

        @Override
        public String fault(String words) {
          return "{\"error\":\"" + words + "\"}";
        }
      };

  static final Protocol OPENAI =
      new Protocol() {
        @Override
        public String type() {
          return "text/event-stream";
        }

        @Override
        public String token(String text) {
          return OPENAI_HEAD
              + "{\"index\":0,\"delta\":{\"content\":%s},\"finish_reason\":null}]}\n\n"
                  .formatted(Json.text(text));
        }

        // In fragments, the arguments cut in the middle.
        @Override
        public String call(String name, String arguments) {
          int half = arguments.length() / 2;
          return fragment("\"id\":\"call_1\",\"type\":\"function\",", name, "")
              + fragment("", null, arguments.substring(0, half))
              + fragment("", null, arguments.substring(half));
        }

        @Override
        public String done() {
          return OPENAI_HEAD
              + "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
              + "data: {\"id\":\"chatcmpl-123\",\"object\":\"chat.completion.chunk\",\"choices\":[],"
              + "\"usage\":{\"prompt_tokens\":26,\"completion_tokens\":282,\"total_tokens\":308}}\n\n"
              + "data: [DONE]\n\n";
        }

        @Override
        public String fault(String words) {
          return "{\"error\":{\"message\":\"" + words + "\",\"type\":\"not_found_error\"}}";
        }
      };

  private static String fragment(String before, @Nullable String name, String arguments) {
    String named = name == null ? "" : "\"name\":\"" + name + "\",";
    return OPENAI_HEAD
        + "{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,%s\"function\":{%s\"arguments\":%s}}]},\"finish_reason\":null}]}\n\n"
            .formatted(before, named, Json.text(arguments));
  }

  /// The parsed body of a request.
  static Map<String, Object> body(String json) {
    return Json.readObject(json);
  }

  static List<String> tokens(String text) {
    return List.of(text.split("(?<= )", -1));
  }
}
