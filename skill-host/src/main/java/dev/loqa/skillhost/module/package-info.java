/// Judges a WASM module before any engine sees it. Begin with
/// [dev.loqa.skillhost.module.Preflight].
@NullMarked
package dev.loqa.skillhost.module;

import org.jspecify.annotations.NullMarked;
