/// A newcomer's way to a skill, walked by the build: the pages' commands, the templates, and one
/// set of vectors for every language.
@NullMarked
package dev.loqa.bundles.author;

import org.jspecify.annotations.NullMarked;
