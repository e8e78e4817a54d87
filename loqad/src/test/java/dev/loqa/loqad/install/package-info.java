/// Tests of installing; begin with [InstallerTest].
@NullMarked
package dev.loqa.loqad.install;

import org.jspecify.annotations.NullMarked;
