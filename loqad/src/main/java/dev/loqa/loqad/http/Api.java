package dev.loqa.loqad.http;

import dev.loqa.base.life.Part;
import java.util.ArrayList;
import java.util.List;

/// Every operation there is, in the order of the document `/openapi.json`.
final class Api implements Part {
  private final List<Route> routes;
  private final HearRoutes hear;

  private Api(List<Route> routes, HearRoutes hear) {
    this.routes = List.copyOf(routes);
    this.hear = hear;
  }

  static Api of(ApiContext context, Credentials credentials) {
    HearRoutes hear = new HearRoutes(context);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new PageRoutes(context, credentials).routes());
    routes.addAll(new SayRoutes(context).routes());
    routes.addAll(hear.routes());
    routes.addAll(new ReplayRoutes(context).routes());
    routes.addAll(new PinRoutes(context).routes());
    routes.addAll(new MemoryRoutes(context.store()).routes());
    routes.addAll(new InvocationRoutes(context.store(), context.skills()).routes());
    routes.addAll(new HouseRoutes(context).routes());
    routes.addAll(new NodeRoutes(context).routes());
    routes.addAll(new HomeRoutes(context).routes());
    routes.addAll(new SkillRoutes(context).routes());
    routes.addAll(new SkillRestRoutes(context).routes());
    routes.addAll(new RegistryRoutes(context).routes());
    routes.addAll(new ModelRoutes(context).routes());
    routes.addAll(new SecretRoutes(context).routes());
    routes.addAll(new SettingRoutes(context).routes());
    return new Api(routes, hear);
  }

  List<Route> routes() {
    return routes;
  }

  /// Removes the replies that were kept.
  @Override
  public void close() {
    hear.close();
  }
}
