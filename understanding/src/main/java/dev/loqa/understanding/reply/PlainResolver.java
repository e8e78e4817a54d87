package dev.loqa.understanding.reply;

import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.List;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;
import jinjava.javax.el.ListELResolver;
import jinjava.javax.el.MapELResolver;
import org.jspecify.annotations.Nullable;

/// Reads the properties of a loop and of nothing else. Methods cannot be called, but for those by
/// which jinjava itself runs its filters and tests.
final class PlainResolver extends ELResolver {
  private final JinjavaBeanELResolver machinery = new JinjavaBeanELResolver(true);

  static ELResolver composite() {
    CompositeELResolver all = new CompositeELResolver();
    all.add(new ListELResolver(true));
    all.add(new MapELResolver(true));
    all.add(new PlainResolver());
    return all;
  }

  @Override
  public @Nullable Object getValue(
      ELContext context, @Nullable Object base, @Nullable Object property) {
    if (base == null) {
      return null;
    }
    context.setPropertyResolved(true);
    return base instanceof ForLoop loop ? property(loop, String.valueOf(property)) : null;
  }

  private static @Nullable Object property(ForLoop loop, String name) {
    return switch (name) {
      case "index" -> loop.getIndex();
      case "index0" -> loop.getIndex0();
      case "length" -> loop.getLength();
      case "first" -> loop.isFirst();
      case "last" -> loop.isLast();
      default -> null;
    };
  }

  @Override
  public @Nullable Object invoke(
      ELContext context,
      @Nullable Object base,
      @Nullable Object method,
      Class<?> @Nullable [] types,
      Object @Nullable [] arguments) {
    boolean filter = base instanceof Filter && "filter".equals(method);
    boolean test = base instanceof ExpTest && String.valueOf(method).startsWith("evaluate");
    if (filter || test) {
      return machinery.invoke(context, base, method, types, arguments);
    }
    context.setPropertyResolved(true);
    return null;
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    context.setPropertyResolved(true);
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public @Nullable Class<?> getType(ELContext context, Object base, Object property) {
    return null;
  }

  @Override
  public @Nullable Class<?> getCommonPropertyType(ELContext context, Object base) {
    return null;
  }

  @Override
  public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
    return List.<FeatureDescriptor>of().iterator();
  }
}
