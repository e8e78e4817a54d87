@NullMarked
package dev.loqa.protocol;

import org.jspecify.annotations.NullMarked;
