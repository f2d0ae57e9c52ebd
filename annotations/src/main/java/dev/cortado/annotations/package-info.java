/**
 * The language in which networks are declared: {@link dev.cortado.annotations.Network} on an
 * interface, and one annotation for every kind of layer on its methods.
 */
package dev.cortado.annotations;
