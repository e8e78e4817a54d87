@NullMarked
package dev.loqa.cli.replay;

import org.jspecify.annotations.NullMarked;
