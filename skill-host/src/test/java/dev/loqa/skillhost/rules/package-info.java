/// Every rule by which a module or a manifest is refused, found where it stands in the sources, and
/// a fixture that breaks it. Begin with [dev.loqa.skillhost.rules.ModuleRulesTest].
@NullMarked
package dev.loqa.skillhost.rules;

import org.jspecify.annotations.NullMarked;
