/// What a program tells the service manager that started it: begin with [ServiceNotice]. Without
/// one nothing is told and nothing changes.
@NullMarked
package dev.loqa.base.service;

import org.jspecify.annotations.NullMarked;
