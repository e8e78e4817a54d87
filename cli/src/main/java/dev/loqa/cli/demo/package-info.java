/// The demo: a whole Loqa in a temporary folder, spoken to and judged. Begin with [Demo], which is
/// the play; [DemoChecks] is the judge, and pure.
@NullMarked
package dev.loqa.cli.demo;

import org.jspecify.annotations.NullMarked;
