/// Tests of certificates: begin with [PkiTest].
@NullMarked
package dev.loqa.bus.pki;

import org.jspecify.annotations.NullMarked;
