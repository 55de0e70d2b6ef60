package winnow.model;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Which decided papers a ranking is measured on: one in five, the same ones for ever. Nothing is
 * learned from the decisions about them, so that no ranking is judged by what it was taught.
 */
public final class Yardstick {
  private static final int ONE_IN = 5;

  private Yardstick() {}

  /**
   * Whether this paper measures.
   *
   * @param value its id's value, without the kind
   */
  public static boolean has(String value) {
    CRC32 sum = new CRC32();
    sum.update(value.getBytes(StandardCharsets.UTF_8));
    return sum.getValue() % ONE_IN == 0;
  }
}
