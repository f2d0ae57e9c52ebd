/** ONNX Runtime's side. */
package dev.cortado.benchmarks.onnxruntime;
