package dev.cortado.processor.declare;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * What the source says and the compiler's model may not: the javac of JDK 17 leaves annotations of
 * types that it does not know out of the model. Other compilers than javac show no source.
 */
public final class Sources {
  /** Null where there is no source to see. */
  private final Trees trees;

  private Sources(Trees trees) {
    this.trees = trees;
  }

  /** The sources of a compilation. */
  public static Sources of(ProcessingEnvironment environment) {
    try {
      return new Sources(Trees.instance(environment));
    } catch (IllegalArgumentException | LinkageError e) {
      return new Sources(null);
    }
  }

  /** Whether a method has an annotation of a type that nobody knows, or not yet. */
  boolean hasUnknownAnnotation(ExecutableElement method) {
    TreePath path = trees == null ? null : trees.getPath(method);
    if (path == null || !(path.getLeaf() instanceof MethodTree tree)) {
      return false;
    }
    TreePath modifiers = new TreePath(path, tree.getModifiers());
    return tree.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> isUnknown(new TreePath(modifiers, annotation), annotation));
  }

  private boolean isUnknown(TreePath path, AnnotationTree annotation) {
    TypeMirror type = trees.getTypeMirror(new TreePath(path, annotation.getAnnotationType()));
    return type != null && type.getKind() == TypeKind.ERROR;
  }
}
