@NullMarked
package dev.loqa.understanding.reply;

import org.jspecify.annotations.NullMarked;
