/// Tests of the web for skills.
@NullMarked
package dev.loqa.loqad.web;

import org.jspecify.annotations.NullMarked;
