/// Tests of the rights.
@NullMarked
package dev.loqa.skillhost.rights;

import org.jspecify.annotations.NullMarked;
