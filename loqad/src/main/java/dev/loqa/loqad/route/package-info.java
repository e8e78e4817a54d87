/// What to do with one final transcript: pure, explained, replayable. Begin with [Router].
@NullMarked
package dev.loqa.loqad.route;

import org.jspecify.annotations.NullMarked;
