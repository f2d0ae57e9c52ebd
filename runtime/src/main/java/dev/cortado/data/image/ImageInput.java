package dev.cortado.data.image;

import dev.cortado.data.FileInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures of PNG and JPEG files as inputs of a network: scaled to one size by bilinear
 * interpolation, with values from 0 to 1, row by row and with the channels of a pixel side by side.
 * Opacity, colour profiles and a camera's orientation are left out of account. The same for {@link
 * dev.cortado.data.ClassFolder} and for predictions, and saved beside the weights. Immutable.
 *
 * <p>Files are read by the module {@code java.desktop}, which Cortado does not require: programs
 * that are modules and read pictures require it themselves.
 *
 * @param height of an input, in pixels
 * @param width of an input, in pixels
 * @param channels 3 for red, green and blue, 1 for grey
 */
public record ImageInput(int height, int width, int channels) implements FileInput {
  /**
   * @throws IllegalArgumentException where a size is below 1, there are other numbers of channels,
   *     or more values than an array holds
   */
  public ImageInput {
    if (height < 1
        || width < 1
        || (channels != 1 && channels != 3)
        || (long) height * width > Integer.MAX_VALUE / channels) {
      throw new IllegalArgumentException(
          "pictures of %d x %d pixels with %d channels cannot be: sizes are 1 or more and fit into an array, and there are 1 or 3 channels"
              .formatted(height, width, channels));
    }
  }

  /** Pictures in colour, of {@code height x width x 3} numbers. */
  public static ImageInput rgb(int height, int width) {
    return new ImageInput(height, width, 3);
  }

  /** Pictures in grey, of {@code height x width} numbers. */
  public static ImageInput grey(int height, int width) {
    return new ImageInput(height, width, 1);
  }

  /**
   * Reads a file that {@link #save} wrote.
   *
   * @throws IOException where it cannot be read or is no such file; the message names it
   */
  public static ImageInput load(Path file) throws IOException {
    return ImageInputFile.read(file);
  }

  /** Writes a file in JSON, whole or not at all. */
  public void save(Path file) throws IOException {
    ImageInputFile.write(this, file);
  }

  @Override
  public int size() {
    return height * width * channels;
  }

  @Override
  public List<String> extensions() {
    return List.of(".png", ".jpg", ".jpeg");
  }

  /**
   * The input of a picture, in a fresh array.
   *
   * @throws IOException where the file cannot be read, is neither PNG nor JPEG, is damaged or cut
   *     off, would take more than 16 Mi pixels and 100 for each byte of the file, or {@code
   *     java.desktop} is missing; the message names it
   */
  @Override
  public float[] read(Path file) throws IOException {
    return read(Files.newInputStream(file), file.toString());
  }

  /**
   * The input of a picture that a stream holds, as {@link #read(Path)}. It is closed.
   *
   * @param name what messages call it
   */
  public float[] read(InputStream stream, String name) throws IOException {
    try (stream) {
      return Bilinear.scaled(PictureDecoder.decode(stream.readAllBytes()), height, width, channels);
    } catch (IOException failure) {
      throw new IOException(name + ": " + failure.getMessage(), failure);
    } catch (LinkageError missing) {
      throw new IOException(
          "%s: pictures are read by the module java.desktop, which this program runs without (%s); start it with --add-modules java.desktop, or let its module require java.desktop"
              .formatted(name, missing.getMessage()),
          missing);
    }
  }
}
