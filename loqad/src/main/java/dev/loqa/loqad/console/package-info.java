/// The page at `/` and the API's document, as files of the class path. Begin with [Console]; the
/// page itself is plain HTML, CSS and JavaScript under `src/main/resources/console`.
@NullMarked
package dev.loqa.loqad.console;

import org.jspecify.annotations.NullMarked;
