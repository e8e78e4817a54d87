/// The engine `ollama`: an Ollama server by its own protocol, `/api/chat` with one JSON object a
/// line. Begin with [dev.loqa.edge.llm.ollama.Ollama].
@NullMarked
package dev.loqa.edge.llm.ollama;

import org.jspecify.annotations.NullMarked;
