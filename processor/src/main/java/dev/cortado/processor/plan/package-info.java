/**
 * Decides how a network is laid out and how its code looks: arrays and offsets, the form of each
 * product, and the methods of the generated class.
 */
package dev.cortado.processor.plan;
