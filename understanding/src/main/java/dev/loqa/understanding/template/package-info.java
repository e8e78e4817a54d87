/// Sentence templates as text and as trees. Begin at [Expression], the tree, and [TemplateParser].
@NullMarked
package dev.loqa.understanding.template;

import org.jspecify.annotations.NullMarked;
