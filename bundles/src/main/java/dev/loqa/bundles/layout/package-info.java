/// What lies beside the programs when Loqa is laid out to be run. Begin with [ShippedSkills]: the
/// packages of the skills that come with it.
@NullMarked
package dev.loqa.bundles.layout;

import org.jspecify.annotations.NullMarked;
