/// Makes WebAssembly modules byte by byte, so that every rule can be tested without a compiler.
/// Begin with [dev.loqa.skillhost.wasm.WasmBuilder].
@NullMarked
package dev.loqa.skillhost.wasm;

import org.jspecify.annotations.NullMarked;
