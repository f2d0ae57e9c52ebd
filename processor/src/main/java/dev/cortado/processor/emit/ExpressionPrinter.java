package dev.cortado.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.cortado.processor.code.Expression;
import java.util.List;

/** Prints expressions as Java, with parentheses where they are needed. */
final class ExpressionPrinter {
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int ATOM = 3;

  /** The method that generated classes import: products are full of it. */
  static final String FMA = "fma";

  private ExpressionPrinter() {}

  static CodeBlock print(Expression expression) {
    if (expression instanceof Expression.Literal literal) {
      return CodeBlock.of("$L", number(literal.value()));
    } else if (expression instanceof Expression.Name name) {
      return CodeBlock.of("$L", name.name());
    } else if (expression instanceof Expression.Verbatim verbatim) {
      return CodeBlock.of("$L", verbatim.java());
    } else if (expression instanceof Expression.EnumConstant constant) {
      return CodeBlock.of("$T.$L", RuntimeTypes.kernel(constant.type()), constant.name());
    } else if (expression instanceof Expression.Element element) {
      return CodeBlock.of("$L[$L]", element.array(), element.index());
    } else if (expression instanceof Expression.Binary binary) {
      int level = level(binary);
      boolean strict = binary.operator() == '-' || binary.operator() == '/';
      return CodeBlock.of(
          "$L$W$L $L",
          within(binary.left(), level),
          String.valueOf(binary.operator()),
          within(binary.right(), strict || level == PRODUCT ? level + 1 : level));
    } else if (expression instanceof Expression.Call call) {
      CodeBlock arguments = arguments(call.arguments(), call.method().equals(FMA));
      return call.owner().isEmpty() || call.method().equals(FMA)
          ? CodeBlock.of("$L($L)", call.method(), arguments)
          : CodeBlock.of("$T.$L($L)", owner(call.owner()), call.method(), arguments);
    } else if (expression instanceof Expression.Invoke invoke) {
      return CodeBlock.of(
          "$L.$L($L)", invoke.constant(), invoke.method(), arguments(invoke.arguments(), false));
    } else if (expression instanceof Expression.IfGreater choice) {
      return CodeBlock.of(
          "$L > $L ? $L : $L",
          print(choice.value()),
          print(choice.bound()),
          print(choice.then()),
          print(choice.otherwise()));
    }
    throw new IllegalArgumentException("no Java for " + expression);
  }

  /** Lines break before any argument, but in a sum of products only before its next term. */
  private static CodeBlock arguments(List<Expression> all, boolean areOfSum) {
    CodeBlock.Builder arguments = CodeBlock.builder();
    for (int i = 0; i < all.size(); i++) {
      if (i > 0) {
        arguments.add(areOfSum && i < all.size() - 1 ? ", " : ",$W");
      }
      arguments.add(print(all.get(i)));
    }
    return arguments.build();
  }

  /** A float as short as Java reads it back: {@code 0f}, {@code 0.2f}. */
  private static String number(float value) {
    String text = String.valueOf(value);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + "f";
  }

  private static ClassName owner(String owner) {
    return owner.equals("Math") ? ClassName.get("java.lang", owner) : RuntimeTypes.kernel(owner);
  }

  private static CodeBlock within(Expression expression, int level) {
    return level(expression) < level ? CodeBlock.of("($L)", print(expression)) : print(expression);
  }

  private static int level(Expression expression) {
    if (expression instanceof Expression.IfGreater) {
      return 0;
    }
    if (expression instanceof Expression.Binary binary) {
      return binary.operator() == '+' || binary.operator() == '-' ? SUM : PRODUCT;
    }
    return ATOM;
  }
}
