/// The language model: [dev.loqa.edge.llm.LlmService] answers `nlu.request` by what a
/// [dev.loqa.edge.llm.LanguageModel] says. Begin with `LlmService`; a new engine implements
/// `LanguageModel`.
@NullMarked
package dev.loqa.edge.llm;

import org.jspecify.annotations.NullMarked;
