/** Writes generated classes as Java. The only package that knows JavaPoet. */
package dev.cortado.processor.emit;
