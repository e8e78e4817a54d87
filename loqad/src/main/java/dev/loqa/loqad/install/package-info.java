/// Installed skills: how a package becomes the version that runs, in steps that a crash at any
/// moment leaves as before or as after. Begin with [Installer].
@NullMarked
package dev.loqa.loqad.install;

import org.jspecify.annotations.NullMarked;
