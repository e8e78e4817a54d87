/// The daemon over HTTP; the only importer of Helidon. Begin with [HttpApi].
@NullMarked
package dev.loqa.loqad.http;

import org.jspecify.annotations.NullMarked;
