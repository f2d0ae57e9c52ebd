/** Files: the safetensors format. Depends on no other package of Cortado. */
package dev.cortado.io;
