package dev.cortado.report;

import dev.cortado.optimizer.Optimizer;
import dev.cortado.schedule.LearningRate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What can be said of an optimizer whatever its kind: those of Cortado are records. */
final class OptimizerSettings {
  private OptimizerSettings() {}

  /** Its settings by name; the learning rate alone where it is no public record. */
  static Map<String, String> of(Optimizer optimizer) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("Learning rate", learningRate(optimizer.learningRate()));
    RecordComponent[] components = optimizer.getClass().getRecordComponents();
    if (components != null) {
      for (RecordComponent component : components) {
        if (component.getAccessor().canAccess(optimizer)
            && component.getType() != LearningRate.class) {
          settings.put(words(component.getName()), text(value(component, optimizer)));
        }
      }
    }
    return settings;
  }

  /** Schedules that are records say what they are; of others only their beginning is known. */
  private static String learningRate(LearningRate rate) {
    return rate instanceof Record ? rate.toString() : Texts.figure(rate.at(0)) + " at first";
  }

  private static Object value(RecordComponent component, Optimizer optimizer) {
    try {
      return component.getAccessor().invoke(optimizer);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          "%s of %s cannot be read".formatted(component.getName(), optimizer.name()), e);
    }
  }

  private static String text(Object value) {
    return value instanceof Double number ? Texts.figure(number) : String.valueOf(value);
  }

  /** {@code Weight decay} for {@code weightDecay}. */
  private static String words(String name) {
    return Texts.heading(name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT));
  }
}
