package winnow.publish.review;

import org.jspecify.annotations.Nullable;

/** A newsletter that says which edition it was asked for. */
final class FixedLetters implements ReviewPage.Letters {
  @Override
  public String html(@Nullable Integer edition) {
    return "<h1>Draft of " + edition + "</h1>";
  }

  @Override
  public String markdown(@Nullable Integer edition) {
    return "# Draft of " + edition;
  }

  @Override
  public String feed() {
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>";
  }
}
