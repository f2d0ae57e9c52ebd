/**
 * What the user wrote: interfaces, methods and annotations become immutable records, each with its
 * position. The only package that knows the compiler's model of the source.
 */
package dev.cortado.processor.declare;
