package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesTest {
  private static final String TRAIN =
      "id,age,income,kind,species\n1,10,,new,b\n2,20,5,old,a\n3,60,1,old,b\n";

  private static Table train() throws IOException {
    return CsvTest.read(TRAIN);
  }

  private static String refused(Function<Table, ?> action, String text) throws IOException {
    Table table = CsvTest.read(text);
    return assertThrows(IllegalArgumentException.class, () -> action.apply(table)).getMessage();
  }

  private static Features all(Table table) {
    return Features.of(table)
        .ignore("id")
        .numbers("age", "income")
        .fillMedian("income")
        .category("kind")
        .label("species")
        .fit();
  }

  @Test
  void makesRowsOfNumbersAndCategories() throws IOException {
    Features features = all(train());
    assertEquals(List.of("age", "income", "kind=new", "kind=old"), features.names());
    assertEquals(4, features.size());
    Samples samples = features.samples(train());
    // The median of 5 and 1 is 3
    assertArrayEquals(
        new float[][] {{10, 3, 1, 0}, {20, 5, 0, 1}, {60, 1, 0, 1}}, samples.inputs().get(0));
    assertArrayEquals(new float[][] {{1}, {0}, {1}}, samples.targets().get(0));
    assertEquals(List.of("a", "b"), features.classes("species").names());
    assertThrows(IllegalArgumentException.class, () -> features.classes("age"));
  }

  @Test
  void appliesToOtherRowsWhatItLearnt() throws IOException {
    Features features = all(train());
    // The income of no other row counts, the columns have another order, and there is no species
    Table rows = CsvTest.read("kind,income,age,more\nold,,7,x\nnew,100,8,y\n");
    assertArrayEquals(new float[][] {{7, 3, 0, 1}, {8, 100, 1, 0}}, features.inputs(rows));
    assertArrayEquals(
        new float[] {31.5f, 3, 1, 0},
        features.input(Map.of("age", 31.5, "income", "", "kind", "new")));
    assertArrayEquals(features.inputs(rows)[1], features.input(rows.row(1)));
    Sample sample = features.sample(train().row(1));
    assertArrayEquals(new float[] {20, 5, 0, 1}, sample.inputs().get(0));
    assertArrayEquals(new float[] {0}, sample.targets().get(0));
  }

  @Test
  void scalesNumbersOnly() throws IOException {
    Table table = CsvTest.read("a,k,b,y\n1,x,7,2\n3,z,7,4\n");
    Features standard =
        Features.of(table).numbers("a").category("k").numbers("b").standard().targets("y").fit();
    // a: mean 2, deviation 1; b never changes
    assertArrayEquals(
        new float[][] {{-1, 1, 0, 0}, {1, 0, 1, 0}}, standard.samples(table).inputs().get(0));
    assertArrayEquals(new float[][] {{2}, {4}}, standard.samples(table).targets().get(0));
    assertArrayEquals(new float[] {2, 1, 0, 3}, standard.input(Map.of("a", 4, "k", "x", "b", 10)));
    Features minMax = Features.of(table).minMax().numbers("a", "b").ignore("k", "y").fit();
    assertArrayEquals(new float[][] {{0, 0}, {1, 0}}, minMax.inputs(table));
  }

  @Test
  void fillsWithTheMeanAndWithConstants() throws IOException {
    Table table = CsvTest.read("a,b,k\n1,,x\n,4,\n6,5,y\n2,6,\n");
    Features features =
        Features.of(table)
            .numbers("a", "b")
            .fillMean("a")
            .fill("b", -1)
            .category("k")
            .fill("k", "none")
            .fit();
    assertArrayEquals(
        new float[][] {
          {1, -1, 0, 1, 0}, {3, 4, 1, 0, 0}, {6, 5, 0, 0, 1}, {2, 6, 1, 0, 0},
        },
        features.inputs(table));
    assertEquals(List.of("a", "b", "k=none", "k=x", "k=y"), features.names());
    // The median of an odd number of values is the one in the middle
    assertArrayEquals(
        new float[] {2},
        Features.of(table).numbers("a").fillMedian("a").ignore("b", "k").fit().inputs(table)[1]);
  }

  @Test
  void fillsAreScaledToo() throws IOException {
    Table table = CsvTest.read("a\n\n1\n\"\"\n5\n");
    Features features = Features.of(table).numbers("a").fill("a", 3).standard().fit();
    // 1, 3 and 5: the mean is 3
    assertEquals(0, features.inputs(table)[1][0]);
    assertEquals(-features.inputs(table)[2][0], features.inputs(table)[0][0]);
  }

  @Test
  void categoriesThatAreRareOrUnknownShareANumber() throws IOException {
    Table table = CsvTest.read("k\nx\nx\ny\nz\nz\n");
    Features features = Features.of(table).categoryOrUnknown("k", 2).fit();
    assertEquals(List.of("k=x", "k=z", "k unknown"), features.names());
    assertArrayEquals(
        new float[][] {{1, 0, 0}, {1, 0, 0}, {0, 0, 1}, {0, 1, 0}, {0, 1, 0}},
        features.inputs(table));
    assertArrayEquals(new float[] {0, 0, 1}, features.input(Map.of("k", "never seen")));
  }

  @Test
  void labelsAreIndicesOrRowsOrNumbers() throws IOException {
    Table table = CsvTest.read("x,label,grade,y,z\n1,no,10,1,2\n2,yes,9,3,4\n");
    Features features =
        Features.of(table)
            .numbers("x")
            .label("label", "yes", "no")
            .oneHotLabel("grade")
            .targets("y", "z")
            .fit();
    List<float[][]> targets = features.samples(table).targets();
    assertArrayEquals(new float[][] {{1}, {0}}, targets.get(0));
    // 9 comes before 10
    assertArrayEquals(new float[][] {{0, 1}, {1, 0}}, targets.get(1));
    assertArrayEquals(new float[][] {{1, 2}, {3, 4}}, targets.get(2));
    assertEquals(List.of("9", "10"), features.classes("grade").names());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5,,1,new,a   | line 5, column 'age': the number is missing; leave the row out",
        "5,x,1,new,a  | line 5, column 'age': 'x' is no number within",
        "5,1e39,1,new,a | line 5, column 'age': '1e39' is no number within",
        "5,NaN,1,new,a | line 5, column 'age': 'NaN' is no number",
        "5,0x1p3,1,new,a | line 5, column 'age': '0x1p3' is no number",
        "5,1f,1,new,a | line 5, column 'age': '1f' is no number",
        "5,1 2,1,new,a | line 5, column 'age': '1 2' is no number",
        "5,1,1,,a     | line 5, column 'kind': the category is missing",
        "5,1,1,odd,a  | line 5, column 'kind': the category 'odd' was not there in training, only [new, old]",
        "5,1,1,new,   | line 5, column 'species': the class is missing",
        "5,1,1,new,c  | line 5, column 'species': 'c' is none of [a, b]",
      })
  void saysWhereAValueIsWrong(String line, String message) throws IOException {
    Features features = all(train());
    String said = refused(features::samples, TRAIN + line + "\n");
    assertTrue(said.startsWith("table, " + message), said);
  }

  @Test
  void saysWhichColumnIsMissingOfOtherRows() throws IOException {
    Features features = all(train());
    assertTrue(
        refused(features::inputs, "age,kind\n1,old\n")
            .startsWith("table has no column 'income'; it has age, kind"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> features.input(Map.of("age", "", "income", 1, "kind", "old")))
            .getMessage()
            .startsWith("the row, column 'age': the number is missing"));
  }

  @Test
  void eachColumnIsOneThing() throws IOException {
    assertEquals(
        "1 columns of table are inputs, and these are neither used nor ignored: [id, income, kind]; name them with numbers, date, category, label, targets or ignore",
        refused(table -> Features.of(table).numbers("age").label("species").fit(), TRAIN));
    assertEquals(
        "column 'age' of table is used twice; a column is one thing",
        refused(table -> Features.of(table).numbers("age").label("age"), TRAIN));
    assertTrue(
        refused(table -> Features.of(table).numbers("Age"), TRAIN)
            .startsWith("table has no column 'Age'; it has id, age, income, kind, species"));
    assertEquals(
        "column 'kind' is to be filled with numbers, but only [age] are columns of them",
        refused(
            table ->
                Features.of(table)
                    .numbers("age")
                    .category("kind")
                    .ignore("id", "income", "species")
                    .fillMean("kind")
                    .fit(),
            TRAIN));
    assertTrue(
        refused(table -> Features.of(table).ignore("a").fit(), "a\n1\n")
            .startsWith("0 columns of table are inputs"));
    assertEquals(
        "table has no rows, but features are fitted on at least one", refused(Features::of, "a\n"));
    assertTrue(
        refused(
                table -> Features.of(table).numbers("b").ignore("a").fillMean("b").fit(),
                "a,b\n1,\n")
            .contains("has 0 numbers, whose fill would be NaN"));
    assertTrue(
        refused(table -> Features.of(table).categoryOrUnknown("a", 2).fit(), "a\nx\n")
            .startsWith("no category of column 'a' of table has 2 rows"));
  }

  @Test
  void comeBackFromAFileWithTheSameBits(@TempDir Path directory) throws IOException {
    Table table =
        CsvTest.read("a,b,k,\"c \"\" ü\",s,t\n0.1,,x,q,u,7\n0.7,3,,r,v,8\n1e-30,5,y,r,u,9\n");
    Features features =
        Features.of(table)
            .numbers("a", "b")
            .fillMean("b")
            .standard()
            .category("k")
            .fill("k", "none")
            .categoryOrUnknown("c \" ü", 2)
            .oneHotLabel("s")
            .targets("t")
            .fit();
    Path file = directory.resolve("features.json");
    features.save(file);
    Features loaded = Features.load(file);
    assertEquals(features.names(), loaded.names());
    assertEquals(features.classes("s").names(), loaded.classes("s").names());
    Samples before = features.samples(table);
    Samples after = loaded.samples(table);
    assertArrayEquals(before.inputs().get(0), after.inputs().get(0));
    assertArrayEquals(before.targets().get(0), after.targets().get(0));
    assertArrayEquals(before.targets().get(1), after.targets().get(1));
    loaded.save(directory.resolve("again.json"));
    assertEquals(Files.readString(file), Files.readString(directory.resolve("again.json")));
  }

  @Test
  void theFileIsReadable(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("features.json");
    all(train()).save(file);
    assertEquals(
        "{\"format\":\"cortado features 1\",\"input\":["
            + "{\"column\":\"age\",\"type\":\"number\",\"offsetAndScale\":[0.0,1.0],\"fill\":[]},"
            + "{\"column\":\"income\",\"type\":\"number\",\"offsetAndScale\":[0.0,1.0],\"fill\":[3.0]},"
            + "{\"column\":\"kind\",\"type\":\"one-hot\",\"names\":[\"new\",\"old\"],\"fillName\":[]}],"
            + "\"targets\":[[{\"column\":\"species\",\"type\":\"index\",\"names\":[\"a\",\"b\"]}]]}\n",
        Files.readString(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'format':'cortado features 2','input':[],'targets':[]}      | has the format",
        "{'format':'cortado features 1','input':[],'targets':[]}      | 0 columns of input",
        "{'format':'cortado features 1','input':[],'input':[]}        | 'input' occurs twice",
        "{'format':'cortado features 1','output':[]}                  | unknown member 'output'",
        "{'input':[{'column':'a','type':'text'}]}                     | column 'a' of type 'text'",
        "{'input':[{'column':'a','type':'number'}]}                   | of type 'number' has members",
        "{'input':[{'column':'a','type':'number','offsetAndScale':[0,0]}]} | of type 'number' has",
        "{'input':[{'column':'a','type':'number','offsetAndScale':[0,1,2]}]} | of type 'number' has",
        "{'input':[{'column':'a','type':'number','offsetAndScale':[0,1],'names':['x']}]} | of type",
        "{'input':[{'column':'','type':'number','offsetAndScale':[0,1]}]} | column '' of type",
        "{'input':[{'column':'a','type':'one-hot','names':[]}]}       | at least one name",
        "{'input':[{'column':'a','type':'one-hot','names':['x','x']}]} | 'x' occurs twice",
        "{'input':[{'column':'a','type':'index','names':['x'],'fill':[1]}]} | of type 'index' has",
        "{'input':[{'column':'a','type':'date','offsetAndScale':[0,1]}]} | of type 'date' has",
        "{'input':[{'column':'a','type':'date','offsetAndScale':[0,1],'first':'soon'}]} | 'soon' is none",
        "{'input':[{'column':'a','type':'date','offsetAndScale':[0,1],'first':'2024-01-01','names':['era']}]} | 'era' is none of",
        "{'input':[{'column':'a','type':'index','names':['x'],'first':'2024-01-01'}]} | of type 'index' has",
        "{'input':[{'column':'a','kind':'index'}]}                    | unknown member 'kind'",
        "{'input':[[[[[[                                              | expected an object",
        "{'format':'cortado features 1'} x                            | after the end",
      })
  void refusesFiles(String text, String message) {
    String said =
        assertThrows(IOException.class, () -> FeaturesFile.read(text.replace('\'', '"'), "it.json"))
            .getMessage();
    assertTrue(said.contains(message) && said.contains("it.json"), said);
  }
}
