@NullMarked
package dev.loqa.cli;

import org.jspecify.annotations.NullMarked;
