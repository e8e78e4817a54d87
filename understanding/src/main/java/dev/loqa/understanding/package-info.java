/// Text to meaning and back. Begin at [Lexicon], what can be said, and [Matcher], which finds what
/// was said; `reply` makes sentences of results and `grammar` makes word graphs for recognizers.
/// Pure: no I/O.
@NullMarked
package dev.loqa.understanding;

import org.jspecify.annotations.NullMarked;
