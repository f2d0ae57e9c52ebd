package dev.cortado.processor.declare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * An annotation as it is used: its attributes' values, defaults included, each with its position.
 * The compiler knows all of them: {@link Resolution} has seen to it.
 */
public final class AnnotationUse {
  private final AnnotationMirror mirror;
  private final Place place;
  private final Map<String, AnnotationValue> given = new LinkedHashMap<>();
  private final Map<String, AnnotationValue> defaults = new LinkedHashMap<>();
  private final Map<String, Limits> limits = new LinkedHashMap<>();

  AnnotationUse(AnnotationMirror mirror, Place place) {
    this.mirror = mirror;
    this.place = place;
    mirror.getElementValues().forEach((member, value) -> given.put(nameOf(member), value));
    for (ExecutableElement member : ElementFilter.methodsIn(element().getEnclosedElements())) {
      if (member.getDefaultValue() != null) {
        defaults.put(nameOf(member), member.getDefaultValue());
      }
      limitsOf(member).ifPresent(found -> limits.put(nameOf(member), found));
    }
  }

  /** The simple name of the annotation. */
  public String type() {
    return element().getSimpleName().toString();
  }

  /** The declaration of the annotation. */
  Element element() {
    return mirror.getAnnotationType().asElement();
  }

  /** Where it stands. */
  public Place place() {
    return place;
  }

  /** Whether an attribute was written, not left to its default. */
  public boolean isExplicit(String attribute) {
    return given.containsKey(attribute);
  }

  /** Whether the annotation has an attribute of that name. */
  public boolean has(String attribute) {
    return given.containsKey(attribute) || defaults.containsKey(attribute);
  }

  /** Where an attribute's value stands: the annotation where it was left to its default. */
  public Place place(String attribute) {
    return given.containsKey(attribute) ? place.on(mirror).at(given.get(attribute)) : place;
  }

  /** Where an element of an attribute's array stands. */
  public Place place(String attribute, int index) {
    // An array of one element may be written without braces: then the value stands where the
    // element does.
    return given.containsKey(attribute)
            && value(attribute).getValue() instanceof List<?>
            && index < array(attribute).size()
        ? place.on(mirror).at(array(attribute).get(index))
        : place(attribute);
  }

  /** The attributes that accept a range of numbers only, each with its range. */
  public Map<String, Limits> limits() {
    return limits;
  }

  /**
   * Whether an attribute has a number, and only such as it accepts. True for attributes that accept
   * all.
   */
  public boolean isWithinLimits(String attribute) {
    return !limits.containsKey(attribute)
        || (!numbers(attribute).isEmpty()
            && numbers(attribute).stream().allMatch(limits.get(attribute)::contain));
  }

  /** The numbers of a numeric attribute: one, or those of an array. */
  public List<Double> numbers(String attribute) {
    Object raw = value(attribute).getValue();
    return raw instanceof List<?>
        ? array(attribute).stream()
            .map(element -> ((Number) element.getValue()).doubleValue())
            .toList()
        : List.of(((Number) raw).doubleValue());
  }

  /** The value of an int attribute. */
  public int integer(String attribute) {
    return ((Number) value(attribute).getValue()).intValue();
  }

  /** The value of a long attribute. */
  public long longInteger(String attribute) {
    return ((Number) value(attribute).getValue()).longValue();
  }

  /** The value of a double attribute. */
  public double number(String attribute) {
    return ((Number) value(attribute).getValue()).doubleValue();
  }

  /** The value of a boolean attribute. */
  public boolean flag(String attribute) {
    return (Boolean) value(attribute).getValue();
  }

  /** The value of a String attribute. */
  public String text(String attribute) {
    return (String) value(attribute).getValue();
  }

  /** The name of an enum attribute's constant. */
  public String choice(String attribute) {
    return ((VariableElement) value(attribute).getValue()).getSimpleName().toString();
  }

  /** The values of an int[] attribute. */
  public List<Integer> integers(String attribute) {
    return array(attribute).stream()
        .map(element -> ((Number) element.getValue()).intValue())
        .toList();
  }

  /** The values of a String[] attribute, or that of a String attribute alone. */
  public List<String> texts(String attribute) {
    return value(attribute).getValue() instanceof String text
        ? List.of(text)
        : array(attribute).stream().map(element -> (String) element.getValue()).toList();
  }

  /** The type that is a Class attribute's value; empty where it is one such as {@code int}. */
  Optional<TypeElement> type(String attribute) {
    return value(attribute).getValue() instanceof DeclaredType declared
        ? Optional.of((TypeElement) declared.asElement())
        : Optional.empty();
  }

  /** The value of a Class attribute as a user would write it. */
  String typeName(String attribute) {
    return value(attribute).getValue().toString();
  }

  /** The annotation that is an attribute's value. */
  public AnnotationUse nested(String attribute) {
    return new AnnotationUse((AnnotationMirror) value(attribute).getValue(), place(attribute));
  }

  /** The annotations in an attribute's array; none where it is an array of something else. */
  public List<AnnotationUse> all(String attribute) {
    List<AnnotationUse> all = new ArrayList<>();
    for (int i = 0; i < array(attribute).size(); i++) {
      if (array(attribute).get(i).getValue() instanceof AnnotationMirror element) {
        all.add(new AnnotationUse(element, place(attribute, i)));
      }
    }
    return all;
  }

  /** The type that is an attribute's value. */
  public ClassUse classUse(String attribute) {
    return new ClassUse((TypeMirror) value(attribute).getValue());
  }

  /**
   * The attributes whose values are annotations, by name, and arrays of them, by name and position.
   */
  public Map<String, AnnotationUse> nested() {
    Map<String, AnnotationUse> found = new LinkedHashMap<>();
    given.forEach(
        (attribute, value) -> {
          if (value.getValue() instanceof AnnotationMirror) {
            found.put(attribute, nested(attribute));
          } else if (value.getValue() instanceof List<?>) {
            List<AnnotationUse> all = all(attribute);
            for (int i = 0; i < all.size(); i++) {
              found.put("%s[%d]".formatted(attribute, i), all.get(i));
            }
          }
        });
    return found;
  }

  private AnnotationValue value(String attribute) {
    return given.containsKey(attribute) ? given.get(attribute) : defaults.get(attribute);
  }

  @SuppressWarnings("unchecked") // the value of an array attribute is a list of values
  private List<? extends AnnotationValue> array(String attribute) {
    return (List<? extends AnnotationValue>) value(attribute).getValue();
  }

  private static String nameOf(ExecutableElement member) {
    return member.getSimpleName().toString();
  }

  private static Optional<Limits> limitsOf(ExecutableElement member) {
    return Language.annotation(member, "Within")
        .map(use -> new Limits(use.number("min"), use.number("max"), use.number("below")));
  }
}
