package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.callback.EarlyStopping;
import dev.cortado.callback.TimeLimit;
import dev.cortado.loss.Loss;
import dev.cortado.optimizer.Sgd;
import dev.cortado.report.TrainingReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a run says why it ended. */
class ReportedEndTest {
  private static final Pattern STATE = Pattern.compile("<p class=\"state[a-z ]*\">([^<]*)</p>");

  @TempDir private Path folder;

  private void fit(Fit fit, double learningRate) {
    Trainer.of(SmallModel.one(1))
        .optimizer(Sgd.create().learningRate(learningRate))
        .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
        .build()
        .fit(SmallData.one(10), fit.progress(Progress.NONE));
  }

  /** The report, which may be listed before or behind what stops training. */
  private TrainingReport report() {
    return new TrainingReport(folder.resolve("report.html"));
  }

  private String state() throws IOException {
    Matcher state = STATE.matcher(Files.readString(folder.resolve("report.html")));
    assertTrue(state.find());
    return state.group(1);
  }

  @Test
  void afterAllEpochs() throws IOException {
    fit(Fit.epochs(2).callback(report()), 0.1);
    assertEquals("Finished after 2 epochs.", state());
    fit(Fit.epochs(5).initialEpoch(2).callback(report()), 0.1);
    assertEquals("Finished after 3 epochs.", state());
  }

  @Test
  void byEarlyStopping() throws IOException {
    EarlyStopping stopping = EarlyStopping.create().monitor("loss").minDelta(1e6).patience(2);
    fit(Fit.epochs(9).callback(report()).callback(stopping), 0.1);
    String before = state();
    assertTrue(
        before.matches(
            "Stopped after 3 of 9 epochs: loss has not improved since epoch 1, when it was [0-9.]+\\."),
        before);
    fit(Fit.epochs(9).callback(stopping).callback(report()), 0.1);
    assertEquals(before, state());
  }

  @Test
  void byATimeLimit() throws IOException {
    fit(Fit.epochs(9).callback(report()).callback(new TimeLimit(Duration.ofNanos(1))), 0.1);
    assertTrue(
        state().startsWith("Stopped after 1 of 9 epochs: the time limit of 1.0E-9 s was reached"));
  }

  @Test
  void byALossThatIsNotFinite() throws IOException {
    Fit fit = Fit.epochs(9).batchSize(5).callback(report());
    DivergedException diverged = assertThrows(DivergedException.class, () -> fit(fit, 1e38));
    assertEquals("Failed after 0 of 9 epochs: " + diverged.getMessage() + ".", state());
  }
}
