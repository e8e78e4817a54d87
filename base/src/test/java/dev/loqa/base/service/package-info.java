/// Tests of what is told to the service manager.
@NullMarked
package dev.loqa.base.service;

import org.jspecify.annotations.NullMarked;
