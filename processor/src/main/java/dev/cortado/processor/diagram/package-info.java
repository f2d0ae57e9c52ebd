/** Draws a network's forward and backward graph as text for Mermaid. */
package dev.cortado.processor.diagram;
