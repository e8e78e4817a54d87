package dev.loqa.edge;

import dev.loqa.base.config.ConfigSection;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.edge.llm.LanguageModel;
import dev.loqa.edge.llm.LlmConfig;
import dev.loqa.edge.llm.NoModel;
import dev.loqa.edge.llm.Tier;
import dev.loqa.edge.llm.http.ModelServer;
import dev.loqa.edge.llm.http.ServerAddress;
import dev.loqa.edge.llm.ollama.Ollama;
import dev.loqa.edge.llm.openai.ChatCompletions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The block `llm`: which server answers, and within which limits.
record LlmBlock(LlmConfig limits, Engine engine) {
  private static final String OLLAMA = "http://127.0.0.1:11434";
  private static final Duration MINUTES = Duration.ofMinutes(10);

  /// The engines by their names in the configuration.
  private enum Name {
    NONE,
    OLLAMA,
    OPENAI
  }

  /// The chosen engine, not started yet.
  ///
  /// @param keepAlive how long the model stays loaded after an answer
  /// @param cachePrompt whether the server is asked to keep the beginning of the prompt
  /// @param warmUp how long loading the model may take when the process starts; zero: it is not
  record Engine(
      Name name, ServerAddress address, Duration keepAlive, boolean cachePrompt, Duration warmUp) {
    /// Starts it; it asks nobody before it is asked.
    LanguageModel start() {
      return switch (name) {
        case NONE -> new NoModel();
        case OLLAMA -> new Ollama(new ModelServer(address), keepAlive);
        case OPENAI -> new ChatCompletions(new ModelServer(address), cachePrompt);
      };
    }
  }

  static LlmBlock read(ConfigSection section, ConfigSource source) {
    String engine =
        section.oneOf(
            "engine",
            "none",
            List.of("none", "ollama", "openai"),
            "The language model's server; none: there is none. openai: any server with /v1/chat/completions.");
    String url =
        section.text("url", OLLAMA, "The server, as http://HOST:PORT without the API's path.");
    if (ServerAddress.read(url).isEmpty()) {
      source.fault("llm.url", url, "use http://HOST:PORT or https://HOST, without user and query");
      url = OLLAMA;
    }
    String keyFile =
        section.text("key_file", "", "A file whose first line is the server's key; empty: none.");
    Map<Tier, String> models = models(section.section("models"));
    if (!engine.equals("none") && models.isEmpty()) {
      source.fault(
          "llm.models.balanced",
          "",
          "name the model as the server does, such as llama3.2; the server lists what it has");
    }
    URI server = ServerAddress.read(url).orElseThrow();
    ServerAddress address =
        new ServerAddress(
            server,
            keyFile.isEmpty() ? null : Path.of(keyFile),
            section.millis(
                "first_ms",
                Duration.ofSeconds(10),
                Duration.ofMillis(100),
                MINUTES,
                "Until a server's first sign of an answer; then the next lower tier is asked."),
            section.millis(
                "silence_ms",
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                MINUTES,
                "How long a server may pause within an answer."));
    Engine chosen =
        new Engine(
            Name.valueOf(engine.toUpperCase(Locale.ROOT)),
            address,
            section.millis(
                "keep_alive_ms",
                Duration.ofMinutes(30),
                Duration.ZERO,
                Duration.ofDays(7),
                "Ollama: how long the model stays loaded after an answer."),
            section.flag(
                "cache_prompt",
                true,
                "openai: send cache_prompt, as llama.cpp knows it; false for servers that refuse unknown fields."),
            section.millis(
                "warm_up_ms",
                Duration.ofMinutes(2),
                Duration.ZERO,
                MINUTES,
                "How long the model may take to load when Loqa starts; 0: it is loaded with the first question."));
    return new LlmBlock(limits(section, models), chosen);
  }

  private static Map<Tier, String> models(ConfigSection section) {
    Map<Tier, String> models = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      String model =
          section.text(
              tier.word(),
              "",
              "The model of tier %s, first token within %d ms; empty: a neighbouring tier's."
                  .formatted(tier.word(), tier.budget().toMillis()));
      if (!model.isBlank()) {
        models.put(tier, model.strip());
      }
    }
    return models;
  }

  private static LlmConfig limits(ConfigSection section, Map<Tier, String> models) {
    LlmConfig usual = LlmConfig.DEFAULT;
    String tier =
        section.oneOf(
            "tier",
            usual.tier().word(),
            List.of("fast", "balanced", "rich"),
            "The tier of prompts that name none.");
    return new LlmConfig(
        section.millis(
            "deadline_ms",
            usual.deadline(),
            Duration.ofMillis(100),
            MINUTES,
            "Until the whole answer is there; less than router.model_wait_ms, after which nobody waits for it."),
        section.integer("at_once", usual.atOnce(), 1, 16, "Prompts answered at the same time."),
        section.integer("waiting", usual.waiting(), 0, 64, "Prompts that may wait for that."),
        section.integer(
            "max_prompt_chars", usual.maxPromptChars(), 100, 1_000_000, "The longest prompt."),
        section.integer(
            "max_answer_chars", usual.maxAnswerChars(), 20, 20_000, "Where an answer is ended."),
        section.integer("max_tokens", usual.maxTokens(), 1, 8_192, "The most tokens of an answer."),
        section.number(
            "temperature", usual.temperature(), 0, 2, "How freely the model chooses words."),
        Tier.valueOf(tier.toUpperCase(Locale.ROOT)),
        models);
  }
}
