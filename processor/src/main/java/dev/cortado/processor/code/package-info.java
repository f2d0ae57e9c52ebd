/**
 * The small language in which the code of operations is described: loops with constant bounds over
 * float arrays. Passes that rewrite code work on it, and {@code emit} prints it as Java.
 */
package dev.cortado.processor.code;
