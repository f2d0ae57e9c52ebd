/** Reports of training that a browser shows. */
package dev.cortado.report;
