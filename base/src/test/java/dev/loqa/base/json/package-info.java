@NullMarked
package dev.loqa.base.json;

import org.jspecify.annotations.NullMarked;
