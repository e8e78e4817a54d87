/// Whole houses: the real loqad with its real bus, engines and skills, each in its own process,
/// asked over HTTP and the bus, killed, starved and fed rubbish. Begin with [House].
@NullMarked
package dev.loqa.bundles.whole;

import org.jspecify.annotations.NullMarked;
