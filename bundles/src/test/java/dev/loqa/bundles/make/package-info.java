/// Bundles of a checkout that a test made.
@NullMarked
package dev.loqa.bundles.make;

import org.jspecify.annotations.NullMarked;
