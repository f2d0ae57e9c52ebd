package dev.cortado.processor.emit;

import static dev.cortado.processor.emit.ExpressionPrinter.print;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.KernelConstant;
import dev.cortado.processor.code.Method;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Prints methods and statements as Java. */
final class StatementPrinter {
  /** Within the 100 columns of a line, after what it is indented by. */
  private static final int COMMENT_LENGTH = 90;

  private StatementPrinter() {}

  static MethodSpec method(Method method) {
    MethodSpec.Builder builder =
        MethodSpec.methodBuilder(method.name()).addModifiers(Modifier.PRIVATE);
    if (method.isStatic()) {
      builder.addModifiers(Modifier.STATIC);
    }
    method
        .parameters()
        .forEach(parameter -> builder.addParameter(type(parameter), parameter.name()));
    return builder.addCode(block(method.body())).build();
  }

  private static TypeName type(Method.Parameter parameter) {
    return switch (parameter.type()) {
      case FLOAT -> TypeName.FLOAT;
      case INT -> TypeName.INT;
      case LONG -> TypeName.LONG;
      case ARRAY -> TypeName.get(float[].class);
      case ROWS -> TypeName.get(float[][].class);
      case OBJECT -> RuntimeTypes.nested(parameter.className());
      case OBJECTS -> ArrayTypeName.of(RuntimeTypes.nested(parameter.className()));
      case SCRATCH -> RuntimeTypes.SCRATCH;
    };
  }

  /** The methods of all steps of a plan. */
  static List<MethodSpec> steps(Plan plan, boolean predicts) {
    List<Method> methods = new ArrayList<>();
    for (Step step : plan.forward()) {
      if (step.batchCallsSample()
          || (predicts && plan.outputs().contains(step))
          || isCalled(step, plan)) {
        methods.add(step.sample().orElseThrow());
      }
      methods.add(step.batch());
    }
    for (Step step : plan.outputs()) {
      if (!plan.forward().contains(step)) {
        if (step.batchCallsSample() || predicts) {
          methods.add(step.sample().orElseThrow());
        }
        methods.add(step.batch());
      }
    }
    Stream.of(
            plan.training(),
            plan.backward(),
            plan.updates(),
            plan.explanation().map(Plan.Explanation::steps).orElse(List.of()))
        .flatMap(List::stream)
        .filter(step -> !plan.forward().contains(step))
        .forEach(step -> methods.add(step.batch()));
    plan.stream().ifPresent(stream -> methods.addAll(stream.methods()));
    methods.addAll(plan.helpers());
    return methods.stream().map(StatementPrinter::method).toList();
  }

  /** Whether a stream calls a step's method for one sample. */
  private static boolean isCalled(Step step, Plan plan) {
    return plan.stream()
        .filter(stream -> stream.calls().contains(step.sample().orElseThrow()))
        .isPresent();
  }

  /** A call of a method, with an argument for each of its parameters. */
  static CodeBlock call(Method method, Function<Method.Parameter, CodeBlock> argument) {
    return CodeBlock.of(
        "$L($L)",
        method.name(),
        method.parameters().stream().map(argument).collect(CodeBlock.joining(",$W")));
  }

  /** The class of a kernel, or of a user's operation. */
  static ClassName type(KernelConstant kernel) {
    return kernel
        .packageName()
        .map(packageName -> RuntimeTypes.declared(packageName, kernel.type()))
        .orElseGet(() -> RuntimeTypes.kernel(kernel.type()));
  }

  /** The expression that makes a kernel, or an instance of a user's operation. */
  static CodeBlock creation(KernelConstant kernel) {
    if (kernel.packageName().isPresent()) {
      return CodeBlock.of("new $T()", type(kernel));
    }
    return CodeBlock.of(
        "$T.of($Z$L)",
        type(kernel),
        kernel.arguments().stream()
            .map(ExpressionPrinter::print)
            .collect(CodeBlock.joining(",$W")));
  }

  static CodeBlock block(List<Statement> statements) {
    CodeBlock.Builder code = CodeBlock.builder();
    statements.forEach(statement -> add(statement, code));
    return code.build();
  }

  /** A comment, on as many lines as it takes. */
  private static void comment(String text, CodeBlock.Builder code) {
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() >= COMMENT_LENGTH) {
        code.add("//$L\n", line);
        line = new StringBuilder("   ");
      }
      line.append(' ').append(word);
    }
    code.add("//$L\n", line);
  }

  private static void add(Statement statement, CodeBlock.Builder code) {
    if (statement instanceof Statement.Comment comment) {
      comment(comment.text(), code);
    } else if (statement instanceof Statement.DeclareFloat declare) {
      code.addStatement("float $L =$W$L", declare.name(), print(declare.value()));
    } else if (statement instanceof Statement.DeclareRow declare) {
      code.addStatement("float[] $L = $L[$L]", declare.name(), declare.rows(), declare.index());
    } else if (statement instanceof Statement.Assign assign) {
      assign(assign, code);
    } else if (statement instanceof Statement.For loop) {
      code.beginControlFlow(
          "for (int $L = 0; $L < $L; $L++)",
          loop.variable(),
          loop.variable(),
          loop.to(),
          loop.variable());
      code.add(block(loop.body()));
      code.endControlFlow();
    } else if (statement instanceof Statement.Descending loop) {
      code.beginControlFlow(
          "for (int $L = $L; $L >= 0; $L--)",
          loop.variable(),
          loop.count() - 1,
          loop.variable(),
          loop.variable());
      code.add(block(loop.body()));
      code.endControlFlow();
    } else if (statement instanceof Statement.Copy copy) {
      copy(copy, code);
    } else if (statement instanceof Statement.Zero zero) {
      zero(zero, code);
    } else if (statement instanceof Statement.Run run) {
      code.addStatement("$L", print(run.call()));
    } else {
      throw new IllegalArgumentException("no Java for " + statement);
    }
  }

  private static void copy(Statement.Copy copy, CodeBlock.Builder code) {
    if (copy.length() == 1) {
      code.addStatement(
          "$L[$L] = $L[$L]",
          print(copy.to()),
          copy.toIndex(),
          print(copy.from()),
          copy.fromIndex());
    } else {
      code.addStatement(
          "$T.arraycopy($L, $L, $L, $L, $L)",
          System.class,
          print(copy.from()),
          copy.fromIndex(),
          print(copy.to()),
          copy.toIndex(),
          copy.length());
    }
  }

  private static void zero(Statement.Zero zero, CodeBlock.Builder code) {
    if (zero.length() == 1) {
      code.addStatement("$L[$L] = 0f", print(zero.array()), zero.from());
    } else {
      code.addStatement(
          "$T.fill($L, $L, $L, 0f)",
          Arrays.class,
          print(zero.array()),
          zero.from(),
          zero.from().plus(zero.length()));
    }
  }

  /** {@code sum += term} where the target is what a term is added to. */
  private static void assign(Statement.Assign assign, CodeBlock.Builder code) {
    if (assign.value() instanceof Expression.Binary binary
        && binary.operator() == '+'
        && binary.left().equals(assign.target())) {
      code.addStatement("$L +=$W$L", print(assign.target()), print(binary.right()));
    } else {
      code.addStatement("$L =$W$L", print(assign.target()), print(assign.value()));
    }
  }
}
