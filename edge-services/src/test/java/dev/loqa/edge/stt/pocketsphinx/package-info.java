/// The engine that needs no download, tried with the real library.
@NullMarked
package dev.loqa.edge.stt.pocketsphinx;

import org.jspecify.annotations.NullMarked;
