package dev.cortado.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables are those that Keras's code prints with Python's rich, for the same names. */
class SummaryTest {
  private static final WeightInitializer ZEROS = (shape, random, values, offset) -> {};

  @Test
  void printsAChainAsKerasDoes() {
    Blueprint digits =
        Blueprint.of("Digits", "f")
            .layer("pixels", "Input", Shape.of(784))
            .layer("squeeze", "Dense", Shape.of(10), "pixels")
            .parameter("kernel", Shape.of(784, 10), 0, ZEROS)
            .parameter("bias", Shape.of(10), 7840, ZEROS)
            .layer("hidden", "Dense", Shape.of(128), "squeeze")
            .parameter("kernel", Shape.of(10, 128), 7850, ZEROS)
            .parameter("bias", Shape.of(128), 9130, ZEROS)
            .layer("digit", "Dense", Shape.of(10), "hidden")
            .parameter("kernel", Shape.of(128, 10), 9258, ZEROS)
            .parameter("bias", Shape.of(10), 10_538, ZEROS)
            .output("digit", Head.SOFTMAX)
            .build();
    String expected =
        """
        Model: "digits"
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━┓
        ┃ Layer (type)                         ┃ Output Shape                ┃         Param # ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━┩
        │ pixels (InputLayer)                  │ (None, 784)                 │               0 │
        ├──────────────────────────────────────┼─────────────────────────────┼─────────────────┤
        │ squeeze (Dense)                      │ (None, 10)                  │           7,850 │
        ├──────────────────────────────────────┼─────────────────────────────┼─────────────────┤
        │ hidden (Dense)                       │ (None, 128)                 │           1,408 │
        ├──────────────────────────────────────┼─────────────────────────────┼─────────────────┤
        │ digit (Dense)                        │ (None, 10)                  │           1,290 │
        └──────────────────────────────────────┴─────────────────────────────┴─────────────────┘
         Total params: 10,548 (41.20 KB)
         Trainable params: 10,548 (41.20 KB)
         Non-trainable params: 0 (0.00 B)\
        """;
    assertEquals(expected, Summary.of(digits));
  }

  @Test
  void printsAGraphAsKerasDoes() {
    String row = "leftFlattenedToOneLongRow";
    String wide = "aLayerWithANameThatIsFarTooLongForItsColumn";
    Blueprint graph =
        Blueprint.of("TwoWays", "f")
            .layer("left", "Input", Shape.of(4, 2))
            .layer("right", "Input", Shape.of(8))
            .layer(row, "Flatten", Shape.of(8), "left")
            .layer("sum", "Add", Shape.of(8), row, "right")
            .layer(wide, "Reshape", Shape.of(10_000_000, 100, 1, 1, 1), "sum")
            .output(wide, Head.NONE)
            .build();
    String expected =
"""
Model: "two_ways"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ Layer (type)                  ┃ Output Shape              ┃         Param # ┃ Connected to               ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━┩
│ left (InputLayer)             │ (None, 4, 2)              │               0 │ -                          │
├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
│ right (InputLayer)            │ (None, 8)                 │               0 │ -                          │
├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
│ leftFlattenedToOneLongRow     │ (None, 8)                 │               0 │ left[0][0]                 │
│ (Flatten)                     │                           │                 │                            │
├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
│ sum (Add)                     │ (None, 8)                 │               0 │ leftFlattenedToOneLongRow… │
│                               │                           │                 │ right[0][0]                │
├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
│ aLayerWithANameThatIsFarTooL… │ (None, 10000000, 100, 1,  │               0 │ sum[0][0]                  │
│ (Reshape)                     │ 1, 1)                     │                 │                            │
└───────────────────────────────┴───────────────────────────┴─────────────────┴────────────────────────────┘
 Total params: 0 (0.00 B)
 Trainable params: 0 (0.00 B)
 Non-trainable params: 0 (0.00 B)\
""";
    assertEquals(expected, Summary.of(graph));
  }

  @Test
  void aShortcutMakesAGraph() {
    Blueprint shortcut =
        Blueprint.of("Shortcut", "f")
            .layer("in", "Input", Shape.of(2))
            .layer("a", "Dense", Shape.of(2), "in")
            .layer("b", "Dense", Shape.of(2), "in")
            .build();
    assertTrue(Summary.of(shortcut).contains("Connected to"));
  }

  /** Two blocks of two layers, and one of them that is fed by two layers. */
  @Test
  void aUsedNetworkIsOneRow() {
    Blueprint blocks =
        Blueprint.of("Blocks", "f")
            .layer("in", "Input", Shape.of(3))
            .layer("blocks/0/a", "Dense", Shape.of(3), "in")
            .parameter("kernel", Shape.of(3, 3), 0, ZEROS)
            .layer("blocks/0/b", "Add", Shape.of(3), "in", "blocks/0/a")
            .layer("blocks/0", "Block", Shape.of(3), "blocks/0/b")
            .layer("blocks/1/a", "Dense", Shape.of(3), "blocks/0")
            .parameter("kernel", Shape.of(3, 3), 9, ZEROS)
            .layer("blocks/1/b", "Add", Shape.of(3), "blocks/0", "blocks/1/a")
            .layer("blocks/1", "Block", Shape.of(3), "blocks/1/b")
            .layer("blocks", "Block", Shape.of(3), "blocks/1")
            .layer("pair/inner/c", "Add", Shape.of(3), "blocks", "in")
            .layer("pair/inner", "Inner", Shape.of(3), "pair/inner/c")
            .layer("pair", "Pair", Shape.of(3), "pair/inner")
            .output("pair", Head.NONE)
            .build();
    String expected =
"""
Model: "blocks"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ Layer (type)                  ┃ Output Shape              ┃         Param # ┃ Connected to               ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━┩
│ in (InputLayer)               │ (None, 3)                 │               0 │ -                          │
├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
│ blocks (2 × Block)            │ (None, 3)                 │              18 │ in[0][0]                   │
├───────────────────────────────┼───────────────────────────┼─────────────────┼────────────────────────────┤
│ pair (Pair)                   │ (None, 3)                 │               0 │ blocks[0][0], in[0][0]     │
└───────────────────────────────┴───────────────────────────┴─────────────────┴────────────────────────────┘
 Total params: 18 (72.00 B)
 Trainable params: 18 (72.00 B)
 Non-trainable params: 0 (0.00 B)\
""";
    assertEquals(expected, Summary.of(blocks));
  }

  @Test
  void frozenParametersAreCountedApart() {
    String summary = Summary.of(TinyModel.blueprint("f"));
    assertTrue(summary.contains(" Total params: 10 (40.00 B)\n"), summary);
    assertTrue(summary.contains(" Trainable params: 9 (36.00 B)\n"), summary);
    assertTrue(summary.endsWith(" Non-trainable params: 1 (4.00 B)"), summary);
  }

  @ParameterizedTest
  @CsvSource({
    "255, 1020.00 B",
    "256, 1.00 KB",
    "288, 1.12 KB",
    "352, 1.38 KB",
    "262143, 1024.00 KB",
    "262144, 1.00 MB",
    "268435456, 1.00 GB",
    "2147483647, 8.00 GB",
  })
  void memoryIsRoundedAsPythonRounds(int parameters, String memory) {
    Blueprint blueprint =
        Blueprint.of("Large", "f")
            .layer("in", "Input", Shape.of(2))
            .layer("a", "Dense", Shape.of(2), "in")
            .parameter("kernel", Shape.of(parameters), 0, ZEROS)
            .build();
    String summary = Summary.of(blueprint);
    assertTrue(summary.contains(" (" + memory + ")"), summary);
  }

  @ParameterizedTest
  @CsvSource({"Digits, digits", "MyDigits, my_digits", "XORNet, xor_net", "Net2Go, net2_go"})
  void namesTheModelAsKerasNamesAClass(String name, String expected) {
    Blueprint blueprint = Blueprint.of(name, "f").layer("in", "Input", Shape.of(2)).build();
    assertTrue(Summary.of(blueprint).startsWith("Model: \"" + expected + "\"\n"));
  }
}
