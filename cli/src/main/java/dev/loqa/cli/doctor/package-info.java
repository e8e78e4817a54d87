/// The doctor: looks at every hop of a turn by really using it, and names the broken one with its
/// fix. Begin with [Doctor]; [TurnDiagnosis] is how a turn tells which hop broke, and pure.
@NullMarked
package dev.loqa.cli.doctor;

import org.jspecify.annotations.NullMarked;
