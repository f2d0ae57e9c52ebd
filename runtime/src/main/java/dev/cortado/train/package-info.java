/** Training, evaluation and their reports. */
package dev.cortado.train;
