@NullMarked
package dev.loqa.cli.text;

import org.jspecify.annotations.NullMarked;
