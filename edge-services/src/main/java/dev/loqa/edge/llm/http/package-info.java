/// What the engines behind an HTTP server share: [dev.loqa.edge.llm.http.ModelServer] asks and
/// reads a stream of lines within its limits. Begin there.
@NullMarked
package dev.loqa.edge.llm.http;

import org.jspecify.annotations.NullMarked;
