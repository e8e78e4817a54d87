@NullMarked
package dev.loqa.edge.stt.http;

import org.jspecify.annotations.NullMarked;
