/// One transfer of a large file from a web server, which goes on where an earlier one broke off.
/// What must come is known before; the digest is the caller's to check.
@NullMarked
package dev.loqa.cli.download;

import org.jspecify.annotations.NullMarked;
