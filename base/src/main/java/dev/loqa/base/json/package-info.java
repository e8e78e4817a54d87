/// JSON in and out; the only importer of Jackson. Begin with [Json].
@NullMarked
package dev.loqa.base.json;

import org.jspecify.annotations.NullMarked;
