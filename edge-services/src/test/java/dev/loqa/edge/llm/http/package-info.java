/// A model server of recorded bytes, for the tests of all engines behind HTTP.
@NullMarked
package dev.loqa.edge.llm.http;

import org.jspecify.annotations.NullMarked;
