@NullMarked
package dev.loqa.cli.author;

import org.jspecify.annotations.NullMarked;
