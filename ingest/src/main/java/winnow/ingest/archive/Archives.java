package winnow.ingest.archive;

import java.net.URI;
import winnow.ingest.Archive;

/** The archives of this package, each below its base address. */
public final class Archives {
  private Archives() {}

  /** Crossref's REST API: DOIs of journals, proceedings and books. */
  public static Archive crossref(URI base) {
    return new Crossref(base);
  }

  /** DataCite's REST API: DOIs of repositories and of data. */
  public static Archive datacite(URI base) {
    return new DataCite(base);
  }

  /** OpenReview's API, in its newer or its older form. */
  public static Archive openreview(URI base) {
    return new OpenReview(base);
  }

  /** The ACL Anthology's pages. */
  public static Archive acl(URI base) {
    return new LandingPage(base);
  }

  /** Any page that a link leads to; public addresses only. */
  public static Archive page() {
    return new LandingPage(null);
  }
}
