/// Tests of the registries that a house follows; begin with [RegistriesTest].
@NullMarked
package dev.loqa.loqad.registries;

import org.jspecify.annotations.NullMarked;
