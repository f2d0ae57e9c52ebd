/** Texts as numbers. */
package dev.cortado.data.text;
