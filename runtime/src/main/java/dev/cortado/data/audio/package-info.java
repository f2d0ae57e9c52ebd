/** Sound, as waves and as spectrograms. */
package dev.cortado.data.audio;
