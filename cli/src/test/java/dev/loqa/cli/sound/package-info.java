@NullMarked
package dev.loqa.cli.sound;

import org.jspecify.annotations.NullMarked;
