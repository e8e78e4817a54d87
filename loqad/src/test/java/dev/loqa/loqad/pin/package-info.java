@NullMarked
package dev.loqa.loqad.pin;

import org.jspecify.annotations.NullMarked;
