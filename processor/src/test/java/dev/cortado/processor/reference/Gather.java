package dev.cortado.processor.reference;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** A kind of layer that hands on elements of its input at other places. */
interface Gather extends Kind {
  /** For each element of the value, which one of the input it is. */
  List<Integer> sources(Shape input);

  @Override
  default DMatrixRMaj forward(Call call) {
    List<Integer> sources = sources(call.shape());
    DMatrixRMaj result = new DMatrixRMaj(call.samples(), sources.size());
    for (int sample = 0; sample < call.samples(); sample++) {
      for (int i = 0; i < sources.size(); i++) {
        result.set(sample, i, call.input().get(sample, sources.get(i)));
      }
    }
    return result;
  }

  @Override
  default Gradients backward(Call call, DMatrixRMaj gradient) {
    List<Integer> sources = sources(call.shape());
    DMatrixRMaj result = call.input().createLike();
    for (int sample = 0; sample < call.samples(); sample++) {
      for (int i = 0; i < sources.size(); i++) {
        result.add(sample, sources.get(i), gradient.get(sample, i));
      }
    }
    return Gradients.of(List.of(result));
  }
}
