@NullMarked
package dev.loqa.base.models;

import org.jspecify.annotations.NullMarked;
