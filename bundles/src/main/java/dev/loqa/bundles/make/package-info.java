/// Makes a release's bundle out of what was built and laid out. Begin with [Main].
@NullMarked
package dev.loqa.bundles.make;

import org.jspecify.annotations.NullMarked;
