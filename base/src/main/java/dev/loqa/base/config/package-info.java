/// YAML with limits and a configuration that is checked as a whole; the only importer of SnakeYAML.
/// Begin with [ConfigSource].
@NullMarked
package dev.loqa.base.config;

import org.jspecify.annotations.NullMarked;
