/**
 * One room for each kind of layer: the shapes it accepts, its parameters, its operations and their
 * derivatives.
 */
package dev.cortado.processor.layer;
