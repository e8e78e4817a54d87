/// Tests of the rights.
@org.jspecify.annotations.NullMarked
package dev.loqa.skillhost.rights;
