/// A release that tries itself before a house depends on it: in a temporary folder, on free ports,
/// with what is installed in the house. Begin with [SmokeTest].
@NullMarked
package dev.loqa.cli.trial;

import org.jspecify.annotations.NullMarked;
