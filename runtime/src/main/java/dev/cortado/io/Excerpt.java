package dev.cortado.io;

/**
 * The beginning of a text, for messages: a damaged file may hold a name as long as itself, and what
 * it holds may not be fit to print.
 */
public final class Excerpt {
  private static final int LONGEST = 60;

  private Excerpt() {}

  /**
   * The text itself where it is short, else its beginning; control characters and line ends become
   * question marks.
   */
  public static String of(String text) {
    boolean cut = text.length() > LONGEST;
    StringBuilder excerpt = new StringBuilder(cut ? text.substring(0, LONGEST) : text);
    for (int i = 0; i < excerpt.length(); i++) {
      if (Character.isISOControl(excerpt.charAt(i))) {
        excerpt.setCharAt(i, '?');
      }
    }
    return cut ? excerpt + "..." : excerpt.toString();
  }
}
