/// What skills' web calls come to. Begin with [dev.loqa.bench.web.GuardRow].
@NullMarked
package dev.loqa.bench.web;

import org.jspecify.annotations.NullMarked;
