package dev.cortado.processor.declare;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;

/**
 * Where something stands in the user's source: a declaration, an annotation on it, or a value of
 * that annotation.
 */
public final class Place {
  private final Element element;
  private final AnnotationMirror annotation;
  private final AnnotationValue value;

  private Place(Element element, AnnotationMirror annotation, AnnotationValue value) {
    this.element = element;
    this.annotation = annotation;
    this.value = value;
  }

  /** Where an element is declared. */
  public static Place of(Element element) {
    return new Place(element, null, null);
  }

  Place on(AnnotationMirror mirror) {
    return new Place(element, mirror, null);
  }

  Place at(AnnotationValue annotationValue) {
    return new Place(element, annotation, annotationValue);
  }

  Element element() {
    return element;
  }

  /** The annotation, or null for a place outside of annotations. */
  AnnotationMirror annotation() {
    return annotation;
  }

  /** The value, or null for an annotation as a whole. */
  AnnotationValue value() {
    return value;
  }

  /** Reports an error here. */
  public void error(Messager messager, String message) {
    messager.printMessage(Kind.ERROR, message, element, annotation, value);
  }

  /** Reports a note here. */
  public void note(Messager messager, String message) {
    messager.printMessage(Kind.NOTE, message, element);
  }
}
