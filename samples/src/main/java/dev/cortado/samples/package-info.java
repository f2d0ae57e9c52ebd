/** Programs that show what Cortado does, one file each, the network first. */
package dev.cortado.samples;
