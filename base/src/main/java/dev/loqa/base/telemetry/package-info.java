/// Traces and metrics; the only importer of the OpenTelemetry SDK. Begin with [Telemetry].
@NullMarked
package dev.loqa.base.telemetry;

import org.jspecify.annotations.NullMarked;
