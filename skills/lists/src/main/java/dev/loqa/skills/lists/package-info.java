/// Lists: shopping, to-do and others; add, remove, read, clear. Begin with [ListsSkill]; [ListBook]
/// is what it remembers, [Words] what it says in which language.
@NullMarked
package dev.loqa.skills.lists;

import org.jspecify.annotations.NullMarked;
