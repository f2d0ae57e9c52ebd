/** Files: safetensors, NumPy arrays and JSON. Depends on no other package of Cortado. */
package dev.cortado.io;
