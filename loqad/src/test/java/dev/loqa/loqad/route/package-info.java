@org.jspecify.annotations.NullMarked
package dev.loqa.loqad.route;
