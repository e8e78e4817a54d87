package dev.loqa.loqad.http;

import dev.loqa.base.models.ModelException;
import dev.loqa.base.models.ModelFile;
import dev.loqa.base.models.ModelFolder;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.bus.ModelShelf;
import dev.loqa.protocol.Quoted;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// The models of this machine that the house shares: which, share one, take one back. Sharing
/// copies the file into the bus's store, which takes a second for some ten megabytes; one at a
/// time.
final class ModelRoutes {
  private final Semaphore place = new Semaphore(1);
  private final ModelFolder folder;
  private final Bus bus;

  ModelRoutes(ApiContext context) {
    this.folder = new ModelFolder(context.data().resolve("models"));
    this.bus = context.bus();
  }

  List<Route> routes() {
    return List.of(
        Route.owner("GET", "/v1/models", _ -> all()),
        Route.owner("PUT", "/v1/models/{name}", this::share),
        Route.owner("DELETE", "/v1/models/{name}", this::takeBack));
  }

  private Answer all() {
    try {
      return Answer.json(
          Map.of("models", bus.models().all().stream().map(ModelRoutes::view).toList()));
    } catch (BusException e) {
      throw away(e);
    }
  }

  private Answer share(Call call) {
    String name = name(call);
    ModelFolder.Stored model =
        folder
            .find(name)
            .orElseThrow(() ->
                new HttpFault(
                    404,
                    "the model " + name,
                    "is not in " + folder.path(),
                    "bring it with loqa models pull or add"));
    if (!place.tryAcquire()) {
      throw new HttpFault(503, "Loqa", "is sharing another model", "try again when that is done");
    }
    try {
      check(model);
      return Answer.json(view(bus.models().put(name, model.file())));
    } catch (BusException e) {
      throw away(e);
    } finally {
      place.release();
    }
  }

  /// What is cut off, foreign or not what it was is not given to others.
  private static void check(ModelFolder.Stored model) {
    try {
      ModelFile.read(model.file());
      if (!ModelFolder.isUnchanged(model)) {
        throw new HttpFault(
            422,
            "the model " + model.name(),
            "is not what it was when it came",
            "remove it and bring it again");
      }
    } catch (ModelException e) {
      throw HttpFault.of(422, "the model " + model.name(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new HttpFault(
          500,
          "the model " + model.name(),
          "cannot be read (" + e.getMessage() + ")",
          "check the rights of " + model.file());
    }
  }

  private Answer takeBack(Call call) {
    String name = name(call);
    try {
      if (!bus.models().takeBack(name)) {
        throw new HttpFault(404, "the model " + name, "is not shared", "see loqa models share");
      }
      return Answer.json(Map.of("name", name, "shared", false));
    } catch (BusException e) {
      throw away(e);
    }
  }

  private static String name(Call call) {
    String name = call.part("name");
    if (!ModelFolder.isName(name)) {
      throw new HttpFault(
          400, "the name " + Quoted.of(name), "is none of a model", "see loqa models list");
    }
    return name;
  }

  private static HttpFault away(BusException e) {
    return HttpFault.of(503, "the bus", String.valueOf(e.getMessage()));
  }

  private static Map<String, Object> view(ModelShelf.Shared shared) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", shared.name());
    view.put("shared", true);
    view.put("bytes", shared.bytes());
    view.put("sha256", shared.sha256());
    return view;
  }
}
