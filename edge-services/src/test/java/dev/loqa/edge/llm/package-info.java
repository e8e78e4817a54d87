/// Tests of the language model service.
@NullMarked
package dev.loqa.edge.llm;

import org.jspecify.annotations.NullMarked;
