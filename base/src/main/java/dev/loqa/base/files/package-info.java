/// The data folder: who owns it, how files are written so that a crash leaves the old or the new.
/// Begin with [DataFolder].
@NullMarked
package dev.loqa.base.files;

import org.jspecify.annotations.NullMarked;
