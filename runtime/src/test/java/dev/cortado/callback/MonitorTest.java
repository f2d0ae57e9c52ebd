package dev.cortado.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorTest {
  private static Monitor auto(String figure) {
    return new Monitor(figure, MonitorMode.AUTO, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accuracy",
        "val_acc",
        "val_sparse_categorical_accuracy",
        "auc",
        "val_AUC",
        "val_prauc",
        "precision",
        "val_digit_recall",
        "f1_score",
        "macroF1",
        "val_r2_score",
        "cosine_similarity",
        "mean_iou",
        "loss_accuracy"
      })
  void figuresThatRise(String figure) {
    assertTrue(auto(figure).rises());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss",
        "val_loss",
        "val_vaccine_loss",
        "recall_loss",
        "mean_squared_error",
        "mae",
        "val_rmse",
        "binary_crossentropy",
        "kullback_leibler_divergence",
        "log_cosh"
      })
  void figuresThatFall(String figure) {
    assertFalse(auto(figure).rises());
  }

  @ParameterizedTest
  @ValueSource(strings = {"score", "layer2_score", "val_false_positives", ""})
  void otherNamesNeedAMode(String figure) {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> auto(figure).rises());
    assertEquals(
        "the name '%s' does not say whether greater figures are better; give mode(MonitorMode.MAX) or mode(MonitorMode.MIN)"
            .formatted(figure),
        failure.getMessage());
    assertTrue(auto(figure).mode(MonitorMode.MAX).rises());
    assertFalse(auto(figure).mode(MonitorMode.MIN).rises());
  }

  @Test
  void aModeOverrulesTheName() {
    assertTrue(auto("loss").mode(MonitorMode.MAX).rises());
    assertFalse(auto("accuracy").mode(MonitorMode.MIN).rises());
  }

  @Test
  void anImprovementPassesTheLeastChange() {
    Monitor falls = auto("loss").minDelta(0.25);
    assertTrue(falls.improves(0.5, 1));
    assertFalse(falls.improves(0.75, 1));
    assertTrue(falls.improves(1e30, falls.worst()));
    Monitor rises = auto("accuracy").minDelta(0.25);
    assertTrue(rises.improves(1, 0.5));
    assertFalse(rises.improves(0.75, 0.5));
    assertTrue(rises.improves(-1e30, rises.worst()));
    assertFalse(rises.improves(Double.NaN, rises.worst()));
    assertFalse(falls.improves(Double.NaN, falls.worst()));
  }

  @Test
  void aMissingFigureIsAnErrorThatNamesThoseThereAre() {
    Logs logs = new Logs(List.of("loss", "accuracy"));
    assertEquals(
        "'val_loss' is to be monitored, but there are only [accuracy, loss]; monitor one of these, or give validationSplit or validationData to have those of the validation",
        assertThrows(IllegalArgumentException.class, () -> auto("val_loss").of(logs)).getMessage());
    assertEquals(
        "'auc' is to be monitored, but there are only [accuracy, loss]; monitor one of these",
        assertThrows(IllegalArgumentException.class, () -> auto("auc").of(logs)).getMessage());
  }

  @Test
  void aNegativeLeastChangeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> auto("loss").minDelta(-1e-4));
    assertThrows(IllegalArgumentException.class, () -> auto("loss").minDelta(Double.NaN));
  }
}
