@org.jspecify.annotations.NullMarked
package dev.loqa.loqad.config;
