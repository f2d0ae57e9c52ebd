package dev.cortado.processor.declare;

import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * The order in which places stand in the source of a network. The compiler's model has no lines,
 * but it lists members, annotations and values in the order of the source.
 */
public final class SourceOrder implements Comparator<Place> {
  private final Element network;
  private final Comparator<Place> order =
      Comparator.comparingInt(this::member).thenComparingInt(SourceOrder::withinMember);

  /** The order of what belongs to a network that stands at a place. */
  public SourceOrder(Place network) {
    this.network = network.element();
  }

  @Override
  public int compare(Place left, Place right) {
    return order.compare(left, right);
  }

  /** The position of a member among all; -1 for the network itself, which begins above them. */
  private int member(Place place) {
    return network.getEnclosedElements().indexOf(place.element());
  }

  /** Annotations and their values stand before the name of what they are on. */
  private static int withinMember(Place place) {
    if (place.annotation() == null) {
      return Integer.MAX_VALUE;
    }
    Search search = new Search(place.value() == null ? place.annotation() : place.value());
    place.element().getAnnotationMirrors().forEach(search::visit);
    return search.position;
  }

  /** Counts annotations and values, nested ones after what they are in, up to the one sought. */
  private static final class Search {
    private final Object sought;
    private boolean isFound;
    private int position;

    private Search(Object sought) {
      this.sought = sought;
    }

    private void visit(AnnotationMirror mirror) {
      count(mirror);
      mirror.getElementValues().values().forEach(this::visit);
    }

    private void visit(AnnotationValue value) {
      count(value);
      Object content = value.getValue();
      if (content instanceof AnnotationMirror mirror) {
        visit(mirror);
      } else if (content instanceof List<?> list) {
        list.forEach(element -> visit((AnnotationValue) element));
      }
    }

    private void count(Object candidate) {
      isFound |= candidate.equals(sought);
      position += isFound ? 0 : 1;
    }
  }
}
