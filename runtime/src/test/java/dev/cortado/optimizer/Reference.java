package dev.cortado.optimizer;

/** The update of one parameter in double, as the papers and the two libraries write it. */
interface Reference {
  /**
   * The parameter after a step.
   *
   * @param w the parameter
   * @param g its gradient
   * @param rate the learning rate
   * @param t the number of the step, from 1
   */
  double step(double w, double g, double rate, int t);

  /** Keras: the velocity contains the learning rate. */
  static Reference kerasSgd(double momentum, boolean nesterov) {
    double[] velocity = {0};
    return (w, g, rate, t) -> {
      velocity[0] = momentum * velocity[0] - rate * g;
      return w + (nesterov ? momentum * velocity[0] - rate * g : velocity[0]);
    };
  }

  /** PyTorch: the velocity contains gradients alone. */
  static Reference torchSgd(double momentum, boolean nesterov) {
    double[] buffer = {0};
    return (w, g, rate, t) -> {
      buffer[0] = momentum * buffer[0] + g;
      return w - rate * (nesterov ? g + momentum * buffer[0] : buffer[0]);
    };
  }

  /** Keras: epsilon within the root, momentum of scaled increments. */
  static Reference kerasRmsProp(double rho, double momentum, double epsilon, boolean centered) {
    double[] state = {0, 0, 0};
    return (w, g, rate, t) -> {
      state[0] = rho * state[0] + (1 - rho) * g * g;
      state[1] = rho * state[1] + (1 - rho) * g;
      double variance = state[0] - (centered ? state[1] * state[1] : 0) + epsilon;
      state[2] = momentum * state[2] + rate * g / Math.sqrt(variance);
      return w - state[2];
    };
  }

  /** PyTorch: epsilon beside the root, momentum of bare increments. */
  static Reference torchRmsProp(double alpha, double momentum, double epsilon, boolean centered) {
    double[] state = {0, 0, 0};
    return (w, g, rate, t) -> {
      state[0] = alpha * state[0] + (1 - alpha) * g * g;
      state[1] = state[1] + (g - state[1]) * (1 - alpha);
      double root = Math.sqrt(state[0] - (centered ? state[1] * state[1] : 0));
      state[2] = momentum * state[2] + g / (root + epsilon);
      return w - rate * state[2];
    };
  }

  static Reference kerasAdagrad(double initial, double epsilon) {
    double[] sum = {initial};
    return (w, g, rate, t) -> {
      sum[0] += g * g;
      return w - rate * g / Math.sqrt(sum[0] + epsilon);
    };
  }

  static Reference torchAdagrad(double initial, double epsilon) {
    double[] sum = {initial};
    return (w, g, rate, t) -> {
      sum[0] += g * g;
      return w - rate * g / (Math.sqrt(sum[0]) + epsilon);
    };
  }

  static Reference adadelta(double rho, double epsilon) {
    double[] state = {0, 0};
    return (w, g, rate, t) -> {
      state[0] = rho * state[0] + (1 - rho) * g * g;
      double delta = Math.sqrt(state[1] + epsilon) / Math.sqrt(state[0] + epsilon) * g;
      state[1] = rho * state[1] + (1 - rho) * delta * delta;
      return w - rate * delta;
    };
  }

  /** Keras: epsilon beside the root of the uncorrected second moment. */
  static Reference kerasAdam(double beta1, double beta2, double epsilon, boolean amsgrad) {
    double[] state = {0, 0, 0};
    return (w, g, rate, t) -> {
      state[0] = beta1 * state[0] + (1 - beta1) * g;
      state[1] = beta2 * state[1] + (1 - beta2) * g * g;
      state[2] = Math.max(state[2], state[1]);
      double alpha = rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));
      return w - alpha * state[0] / (Math.sqrt(amsgrad ? state[2] : state[1]) + epsilon);
    };
  }

  /** PyTorch: epsilon beside the root of the corrected second moment. */
  static Reference torchAdam(double beta1, double beta2, double epsilon, boolean amsgrad) {
    double[] state = {0, 0, 0};
    return (w, g, rate, t) -> {
      state[0] = beta1 * state[0] + (1 - beta1) * g;
      state[1] = beta2 * state[1] + (1 - beta2) * g * g;
      state[2] = Math.max(state[2], state[1]);
      double moment = state[0] / (1 - Math.pow(beta1, t));
      double square = (amsgrad ? state[2] : state[1]) / (1 - Math.pow(beta2, t));
      return w - rate * moment / (Math.sqrt(square) + epsilon);
    };
  }

  /** Weight decay before another update. */
  static Reference decayed(double decay, Reference update) {
    return (w, g, rate, t) -> update.step(w - rate * decay * w, g, rate, t);
  }

  static Reference kerasAdamax(double beta1, double beta2, double epsilon) {
    double[] state = {0, 0};
    return (w, g, rate, t) -> {
      state[0] = beta1 * state[0] + (1 - beta1) * g;
      state[1] = Math.max(beta2 * state[1], Math.abs(g));
      return w - rate / (1 - Math.pow(beta1, t)) * state[0] / (state[1] + epsilon);
    };
  }

  static Reference torchAdamax(double beta1, double beta2, double epsilon) {
    double[] state = {0, 0};
    return (w, g, rate, t) -> {
      state[0] = beta1 * state[0] + (1 - beta1) * g;
      state[1] = Math.max(beta2 * state[1], Math.abs(g) + epsilon);
      return w - rate / (1 - Math.pow(beta1, t)) * state[0] / state[1];
    };
  }

  static Reference nadam(double beta1, double beta2, double epsilon, double momentumDecay) {
    double[] state = {0, 0, 1};
    return (w, g, rate, t) -> {
      double now = beta1 * (1 - 0.5 * Math.pow(0.96, t * momentumDecay));
      double next = beta1 * (1 - 0.5 * Math.pow(0.96, (t + 1) * momentumDecay));
      state[0] = beta1 * state[0] + (1 - beta1) * g;
      state[1] = beta2 * state[1] + (1 - beta2) * g * g;
      state[2] *= now;
      double moment = next * state[0] / (1 - state[2] * next) + (1 - now) * g / (1 - state[2]);
      double square = state[1] / (1 - Math.pow(beta2, t));
      return w - rate * moment / (Math.sqrt(square) + epsilon);
    };
  }

  static Reference lion(double beta1, double beta2) {
    double[] moment = {0};
    return (w, g, rate, t) -> {
      double direction = Math.signum(beta1 * moment[0] + (1 - beta1) * g);
      moment[0] = beta2 * moment[0] + (1 - beta2) * g;
      return w - rate * direction;
    };
  }

  static Reference ftrl(
      double power, double initial, double l1, double l2, double shrinkage, double beta) {
    double[] state = {initial, 0};
    return (w, g, rate, t) -> {
      double before = Math.pow(state[0], -power);
      state[0] += g * g;
      double after = Math.pow(state[0], -power);
      double sigma = (after - before) / rate;
      state[1] += g + 2 * shrinkage * w - sigma * w;
      double quadratic = after / rate + 2 * (l2 + beta / (2 * rate));
      double clipped = Math.max(-l1, Math.min(l1, state[1]));
      return (clipped - state[1]) / quadratic;
    };
  }
}
