/// The house's observability is what it says: rules fire, panels show, files are valid.
@NullMarked
package dev.loqa.bundles.observability;

import org.jspecify.annotations.NullMarked;
