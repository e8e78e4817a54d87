/// What the house tells about itself in numbers, beside the latencies of turns: nodes, skills,
/// store, timers, certificates, stages that failed. Begin with [HouseMetrics]. Everything is read
/// from whoever owns it; nothing here changes anything.
@NullMarked
package dev.loqa.loqad.metrics;

import org.jspecify.annotations.NullMarked;
