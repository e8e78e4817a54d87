/// The engine that needs no download: PocketSphinx, called through the foreign function interface.
///
/// Begin with [dev.loqa.edge.stt.pocketsphinx.PocketSphinxEngine].
@NullMarked
package dev.loqa.edge.stt.pocketsphinx;

import org.jspecify.annotations.NullMarked;
