@NullMarked
package dev.loqa.base.files;

import org.jspecify.annotations.NullMarked;
