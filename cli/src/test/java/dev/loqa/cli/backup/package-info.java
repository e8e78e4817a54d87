@NullMarked
package dev.loqa.cli.backup;

import org.jspecify.annotations.NullMarked;
