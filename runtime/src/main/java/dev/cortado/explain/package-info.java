/** Why a network says what it says: which of its inputs its outputs depend on. */
package dev.cortado.explain;
