/// What owners set of their skills: checked against the manifest, kept in the event store's file.
/// Begin with [SkillSettings].
@NullMarked
package dev.loqa.loqad.settings;

import org.jspecify.annotations.NullMarked;
