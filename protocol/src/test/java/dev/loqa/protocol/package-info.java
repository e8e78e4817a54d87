@org.jspecify.annotations.NullMarked
package dev.loqa.protocol;
