/** What a network must obey: one rule a class, each with problems of stable ids. */
package dev.cortado.processor.check;
