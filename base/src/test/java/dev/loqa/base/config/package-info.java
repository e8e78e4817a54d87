@NullMarked
package dev.loqa.base.config;

import org.jspecify.annotations.NullMarked;
