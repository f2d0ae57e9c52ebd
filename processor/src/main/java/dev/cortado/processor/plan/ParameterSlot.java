package dev.cortado.processor.plan;

import dev.cortado.processor.code.Constant;
import dev.cortado.processor.graph.ParameterNode;

/** A parameter and the constant that says where it begins in the flat arrays. */
public record ParameterSlot(String layer, ParameterNode parameter, Constant offset) {}
