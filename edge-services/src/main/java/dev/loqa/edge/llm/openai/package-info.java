/// The engine `openai`: servers that speak OpenAI's chat completions (llama.cpp, vLLM, LM Studio,
/// Ollama). Begin with [dev.loqa.edge.llm.openai.ChatCompletions].
@NullMarked
package dev.loqa.edge.llm.openai;

import org.jspecify.annotations.NullMarked;
