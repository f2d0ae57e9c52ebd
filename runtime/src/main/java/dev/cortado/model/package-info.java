/** Networks as programs use them, and what generated classes are built on. */
package dev.cortado.model;
