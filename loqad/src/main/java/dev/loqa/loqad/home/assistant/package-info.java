/// A home behind Home Assistant, over its WebSocket and REST interfaces. Begin with
/// [HomeAssistantHome]; [HomeAssistantSocket] speaks, [Registry] and [EntityReader] read what it
/// says, [ServiceCall] and [Deed] command and wait for the proof.
///
/// Source of the messages: Home Assistant's developer documentation, "WebSocket API" and "REST
/// API".
@NullMarked
package dev.loqa.loqad.home.assistant;

import org.jspecify.annotations.NullMarked;
