/// Finite automata over interned symbols. Begin at [Graph], the deterministic minimal form; [Nfa]
/// is what one writes into and [TemplateWriter] writes sentence templates.
@NullMarked
package dev.loqa.understanding.graph;

import org.jspecify.annotations.NullMarked;
