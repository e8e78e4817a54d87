/// Tests that no module could hold alone, because they look at all of them. Begin with
/// [ArchitectureTest]: who may use whom. [SourcesTest] looks at the text of the sources,
/// [PagesTest] and [ReferenceTest] at the pages for people.
@NullMarked
package dev.loqa.bundles;

import org.jspecify.annotations.NullMarked;
