@NullMarked
package dev.loqa.base.life;

import org.jspecify.annotations.NullMarked;
