/**
 * A network as operations on values of static shape: the forward graph, and the backward graph that
 * is derived from it by one rule per operation.
 */
package dev.cortado.processor.graph;
