/** How the first values of parameters are drawn. */
package dev.cortado.initializer;
