/// The core daemon: it decides and remembers. Begin with [Daemon], which reads like a bill of
/// materials.
@NullMarked
package dev.loqa.loqad;

import org.jspecify.annotations.NullMarked;
