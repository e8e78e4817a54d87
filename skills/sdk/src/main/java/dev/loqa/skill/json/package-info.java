/// A JSON value, its parser and its writer, small enough for a WebAssembly module. Begin with
/// [Json].
@NullMarked
package dev.loqa.skill.json;

import org.jspecify.annotations.NullMarked;
