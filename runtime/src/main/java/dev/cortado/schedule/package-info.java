/** Learning rates by step. */
package dev.cortado.schedule;
