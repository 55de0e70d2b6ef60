package winnow.enrich.identity;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import winnow.model.Identifier;

/**
 * The names that ever had a wording with one key. A key that too many had is <em>worn</em>: it
 * tells no works apart, nobody meets under it, and only that it is worn is remembered.
 */
public record Block(SortedSet<Identifier> names, boolean worn) {
  /** Nobody had the key yet. */
  public static final Block EMPTY = new Block(new TreeSet<>(), false);

  private static final String BETWEEN = " ";
  private static final Block WORN = new Block(new TreeSet<>(), true);

  public Block {
    names = Collections.unmodifiableSortedSet(names);
  }

  /** Reads what {@link #text} wrote. */
  public static Block parse(String text) {
    if (text.isEmpty()) {
      return WORN;
    }
    SortedSet<Identifier> names = new TreeSet<>();
    for (String name : text.split(BETWEEN)) {
      names.add(Identifier.parse(name));
    }
    return new Block(names, false);
  }

  /** In a few letters, since there are many: most keys are one name's. No name has a space. */
  public String text() {
    return names.stream().map(Identifier::toString).collect(Collectors.joining(BETWEEN));
  }

  /**
   * This and one name more; the same, if it is known or the key is worn.
   *
   * @param most so many names may have the key, see {@link Keys#most}
   */
  public Block with(Identifier name, int most) {
    if (worn) {
      return this;
    }
    SortedSet<Identifier> more = new TreeSet<>(names);
    boolean isNew = more.add(name);
    if (more.size() > most) {
      return WORN;
    }
    return isNew ? new Block(more, false) : this;
  }
}
