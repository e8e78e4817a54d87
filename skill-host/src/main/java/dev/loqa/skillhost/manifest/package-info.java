/// Reads and checks `skill.yaml`. Begin with [dev.loqa.skillhost.manifest.ManifestCheck], which
/// yields a [dev.loqa.skillhost.manifest.Manifest] or every problem with its line; what subjects a
/// skill may name is [dev.loqa.skillhost.manifest.SubjectRule].
@NullMarked
package dev.loqa.skillhost.manifest;

import org.jspecify.annotations.NullMarked;
