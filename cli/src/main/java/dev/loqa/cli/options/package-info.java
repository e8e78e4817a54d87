/// Options that several commands have.
@NullMarked
package dev.loqa.cli.options;

import org.jspecify.annotations.NullMarked;
