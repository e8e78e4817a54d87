@NullMarked
package dev.loqa.understanding;

import org.jspecify.annotations.NullMarked;
