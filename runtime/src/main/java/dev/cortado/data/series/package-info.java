/** Time series, in sliding windows. */
package dev.cortado.data.series;
