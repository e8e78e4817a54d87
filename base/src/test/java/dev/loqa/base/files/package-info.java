@org.jspecify.annotations.NullMarked
package dev.loqa.base.files;
