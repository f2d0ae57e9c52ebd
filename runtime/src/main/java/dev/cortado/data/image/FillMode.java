package dev.cortado.data.image;

/** What lies outside a picture that was moved: Keras's {@code fill_mode}. */
public enum FillMode {
  /** The picture reflected at its edge: {@code d c b a | a b c d | d c b a}. */
  REFLECT {
    @Override
    int index(int at, int size) {
      int place = Math.floorMod(at, 2 * size);
      return place < size ? place : 2 * size - 1 - place;
    }
  },

  /** The nearest pixel: {@code a a a a | a b c d | d d d d}. */
  NEAREST {
    @Override
    int index(int at, int size) {
      return Math.max(0, Math.min(at, size - 1));
    }
  },

  /** The picture again: {@code a b c d | a b c d | a b c d}. */
  WRAP {
    @Override
    int index(int at, int size) {
      return Math.floorMod(at, size);
    }
  },

  /** One value, 0 unless given: {@code 0 0 0 0 | a b c d | 0 0 0 0}. */
  CONSTANT {
    @Override
    int index(int at, int size) {
      return at < 0 || at >= size ? -1 : at;
    }
  };

  /** Which pixel stands at a place along an axis; -1 for none. */
  abstract int index(int at, int size);
}
