/// What a bundle is, and what is none.
@NullMarked
package dev.loqa.cli.release;

import org.jspecify.annotations.NullMarked;
