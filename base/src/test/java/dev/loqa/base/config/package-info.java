@org.jspecify.annotations.NullMarked
package dev.loqa.base.config;
