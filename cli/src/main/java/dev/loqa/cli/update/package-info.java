/// How a machine goes from one release to another, and back: fetched, checked, unpacked, tried,
/// switched by one rename, watched, and gone back from where it does not become healthy. Begin with
/// [Update], which is the order of it; [Releases] is what lies where; [UpdateCommand] is what a
/// person types.
@NullMarked
package dev.loqa.cli.update;

import org.jspecify.annotations.NullMarked;
