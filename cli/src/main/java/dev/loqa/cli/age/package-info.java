/// Encryption to a public key in the age format (age-encryption.org/v1), so that a machine makes
/// files that it cannot read itself, and so that the `age` program reads them too. Begin with
/// [AgeFile]; the library that implements the format stays in this package.
@NullMarked
package dev.loqa.cli.age;

import org.jspecify.annotations.NullMarked;
