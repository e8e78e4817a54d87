/// The edge of a compiled skill: ABI v2's exports and imports. Begin with [WasmSkill]. The only
/// package that names TeaVM; skills never import it.
@NullMarked
package dev.loqa.skill.wasm;

import org.jspecify.annotations.NullMarked;
