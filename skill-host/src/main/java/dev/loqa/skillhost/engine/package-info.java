/// The one place that knows the WASM engine (Chicory in compiled mode). Begin with
/// [dev.loqa.skillhost.engine.Engine]: it compiles a module once and makes a fresh
/// [dev.loqa.skillhost.engine.Guest] for each call.
@NullMarked
package dev.loqa.skillhost.engine;

import org.jspecify.annotations.NullMarked;
