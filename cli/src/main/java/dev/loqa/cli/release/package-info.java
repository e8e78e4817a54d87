/// What a release of Loqa is when it travels: a bundle with its checksum and signature, read and
/// written. Begin with [Bundle]; [ReleaseName] says what the files are called, [ReleaseInfo] what a
/// release says of itself.
@NullMarked
package dev.loqa.cli.release;

import org.jspecify.annotations.NullMarked;
