/// Tests of what a web call is made of.
@NullMarked
package dev.loqa.skillhost.web;

import org.jspecify.annotations.NullMarked;
