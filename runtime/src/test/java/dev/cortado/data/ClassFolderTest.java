package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFolderTest {
  /** A file's input is the number in it. */
  private static final FileInput NUMBER =
      new FileInput() {
        @Override
        public float[] read(Path file) throws IOException {
          return new float[] {Float.parseFloat(Files.readString(file))};
        }

        @Override
        public int size() {
          return 1;
        }

        @Override
        public List<String> extensions() {
          return List.of(".num");
        }
      };

  @TempDir private Path directory;

  private void put(String file, int number) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, Integer.toString(number));
  }

  private String failure() {
    return assertThrows(IOException.class, () -> ClassFolder.of(directory, NUMBER)).getMessage();
  }

  @Test
  void foldersAreClassesInTheOrderOfTheirNames() throws IOException {
    put("dog/b.num", 3);
    put("dog/a.NUM", 2);
    put("dog/.hidden.num", 9);
    put("dog/notes.txt", 9);
    put("cat/more/z.num", 1);
    put("cat/a.num", 0);
    put(".git/x.num", 9);
    put("stray.num", 9);
    ClassFolder folder = ClassFolder.of(directory, NUMBER);
    assertEquals(List.of("cat", "dog"), folder.classes().names());
    assertArrayEquals(new int[] {0, 0, 1, 1}, folder.labels());
    assertEquals(
        List.of(0, 1, 2, 3), LazySamplesTest.read(folder.samples(), 3, Order.sequential()));
    assertEquals(1, folder.samples().sample(2).targets().get(0)[0]);
    assertEquals(directory.resolve("cat").resolve("more").resolve("z.num"), folder.files().get(1));
  }

  @Test
  void filesAreChosenByACondition() throws IOException {
    put("cat/ann_1.num", 0);
    put("dog/ann_1.num", 1);
    put("dog/bob_1.num", 2);
    put("dog/bob_2.num", 3);
    ClassFolder folder = ClassFolder.of(directory, NUMBER);
    ClassFolder bob = folder.where(file -> file.getFileName().toString().startsWith("bob"));
    assertEquals(List.of("cat", "dog"), bob.classes().names());
    assertArrayEquals(new int[] {1, 1}, bob.labels());
    assertEquals(List.of(2, 3), LazySamplesTest.read(bob.samples(), 3, Order.sequential()));
    assertEquals(
        "the condition holds for none of 2 files, the first of which is %s; state another"
            .formatted(directory.resolve("dog").resolve("bob_1.num")),
        assertThrows(IllegalArgumentException.class, () -> bob.where(file -> false)).getMessage());
  }

  @Test
  void testDataHasTheClassesOfTrainingData() throws IOException {
    put("dog/a.num", 1);
    ClassFolder folder = ClassFolder.of(directory, NUMBER, Vocabulary.of("cat", "dog", "eel"));
    assertArrayEquals(new int[] {1}, folder.labels());
    assertEquals(
        directory
            + " has the folder 'dog', which is none of the classes [cat]; rename or remove it",
        assertThrows(
                IOException.class, () -> ClassFolder.of(directory, NUMBER, Vocabulary.of("cat")))
            .getMessage());
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertEquals(
        directory + " has no folders; put the files of each class into a folder of its name",
        failure());
    put("cat/a.txt", 0);
    assertEquals(
        directory
            + " has no files that end in [.num] in the folders of its classes; is it the right folder?",
        failure());
    put("dog/a.num", 0);
    assertEquals(
        directory.resolve("cat")
            + " has no files that end in [.num]; remove the folder, or put files of its class there",
        failure());
  }

  @Test
  void splitsEachClassByItsShare() throws IOException {
    for (int i = 0; i < 20; i++) {
      put((i < 12 ? "a/" : "b/") + i + ".num", i);
    }
    Split<ClassFolder> split = ClassFolder.of(directory, NUMBER).split(0.25, 7);
    assertEquals(3, IntStream.of(split.test().labels()).filter(label -> label == 0).count());
    assertEquals(2, IntStream.of(split.test().labels()).filter(label -> label == 1).count());
    List<Integer> all =
        new ArrayList<>(LazySamplesTest.read(split.train().samples(), 4, Order.sequential()));
    all.addAll(LazySamplesTest.read(split.test().samples(), 4, Order.sequential()));
    assertEquals(IntStream.range(0, 20).boxed().toList(), all.stream().sorted().toList());
  }
}
