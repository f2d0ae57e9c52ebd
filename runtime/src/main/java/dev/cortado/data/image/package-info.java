/** Pictures as inputs, and their augmentation. */
package dev.cortado.data.image;
