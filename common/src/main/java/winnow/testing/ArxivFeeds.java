package winnow.testing;

import static winnow.testing.Markup.escaped;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import winnow.testing.Announced.Item;

/** arXiv's documents in XML, as its feeds, API and OAI-PMH write them. Pure. */
final class ArxivFeeds {
  private static final DateTimeFormatter MIDNIGHT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy '00:00:00 -0400'", Locale.ENGLISH);
  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String OAI =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">";
  private static final String LICENCE = "http://creativecommons.org/licenses/by/4.0/";

  private ArxivFeeds() {}

  static String rss(String category, List<Item> items, LocalDate built) {
    StringBuilder xml =
        new StringBuilder(
            """
            <?xml version='1.0' encoding='UTF-8'?>
            <rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
            <title>%1$s updates on arXiv.org</title><link>http://rss.arxiv.org/rss/%1$s</link>
            <description>%1$s updates on the arXiv.org e-print archive.</description>
            <pubDate>%2$s</pubDate><skipDays><day>Saturday</day><day>Sunday</day></skipDays>
            """
                .formatted(category, MIDNIGHT.format(built)));
    for (Item one : items) {
      ArxivPaper paper = one.paper();
      xml.append(
          """
          <item><title>%2$s</title><link>https://arxiv.org/abs/%1$s</link>
          <description>arXiv:%1$sv%3$d Announce Type: %4$s
          Abstract: %5$s</description>
          <guid isPermaLink="false">oai:arXiv.org:%1$sv%3$d</guid>%6$s<pubDate>%7$s</pubDate>
          <arxiv:announce_type>%4$s</arxiv:announce_type><dc:rights>%8$s</dc:rights><dc:creator>%9$s</dc:creator></item>
          """
              .formatted(
                  paper.id,
                  escaped(paper.title(one.version())),
                  one.version(),
                  one.type(),
                  escaped(paper.abstractText()),
                  categories(paper, "<category>%s</category>"),
                  MIDNIGHT.format(built),
                  LICENCE,
                  String.join(", ", paper.authors())));
    }
    return xml.append("</channel></rss>\n").toString();
  }

  static String atom(String category, List<Item> items, String built) {
    StringBuilder xml =
        new StringBuilder(
            """
            <?xml version='1.0' encoding='UTF-8'?>
            <feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.w3.org/2005/Atom">
            <id>http://rss.arxiv.org/atom/%1$s</id><title>%1$s updates on arXiv.org</title><updated>%2$s</updated>
            """
                .formatted(category, built));
    for (Item one : items) {
      ArxivPaper paper = one.paper();
      xml.append(
          """
          <entry><id>oai:arXiv.org:%1$sv%3$d</id><title>%2$s</title><updated>%7$s</updated>
          <link href="https://arxiv.org/abs/%1$s" rel="alternate" type="text/html"/>
          <summary>arXiv:%1$sv%3$d Announce Type: %4$s
          Abstract: %5$s</summary>%6$s<published>%7$s</published>
          <arxiv:announce_type>%4$s</arxiv:announce_type><dc:rights>%8$s</dc:rights><dc:creator>%9$s</dc:creator></entry>
          """
              .formatted(
                  paper.id,
                  escaped(paper.title(one.version())),
                  one.version(),
                  one.type(),
                  escaped(paper.abstractText()),
                  categories(paper, "<category term=\"%s\"/>"),
                  built,
                  LICENCE,
                  String.join(", ", paper.authors())));
    }
    return xml.append("</feed>\n").toString();
  }

  static String query(List<ArxivPaper> papers, int total, int start, LocalDate today) {
    StringBuilder xml =
        new StringBuilder(
            """
            <?xml version='1.0' encoding='UTF-8'?>
            <feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
            <id>https://arxiv.org/api/x</id><title>arXiv Query</title><opensearch:itemsPerPage>%d</opensearch:itemsPerPage>
            <opensearch:totalResults>%d</opensearch:totalResults><opensearch:startIndex>%d</opensearch:startIndex>
            """
                .formatted(papers.size(), total, start));
    for (ArxivPaper paper : papers) {
      int version = paper.version(today);
      xml.append(
          """
          <entry><id>http://arxiv.org/abs/%sv%d</id><title>%s</title><published>%s</published>
          <summary>%s</summary>%s<arxiv:primary_category term="%s"/>
          """
              .formatted(
                  paper.id,
                  version,
                  escaped(paper.title(version)),
                  paper.submitted,
                  escaped(paper.abstractText()),
                  categories(paper, "<category term=\"%s\"/>"),
                  paper.categories.get(0)));
      paper
          .authors()
          .forEach(name -> xml.append("<author><name>").append(name).append("</name></author>"));
      xml.append("</entry>\n");
    }
    return xml.append("</feed>\n").toString();
  }

  /**
   * Records of OAI-PMH.
   *
   * @param next the token with which they go on; empty at their end
   */
  static String oai(List<ArxivPaper> papers, LocalDate today, String next) {
    if (papers.isEmpty()) {
      return oaiError("noRecordsMatch");
    }
    StringBuilder xml = new StringBuilder(OAI);
    xml.append("<responseDate>").append(today).append("T12:00:00Z</responseDate><ListRecords>\n");
    for (ArxivPaper paper : papers) {
      int version = paper.version(today);
      xml.append(
          """
          <record><header><identifier>oai:arXiv.org:%1$s</identifier><datestamp>%2$s</datestamp></header>
          <metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>%1$s</id>
          """
              .formatted(paper.id, paper.changed(today)));
      for (int one = 1; one <= version; one++) {
        xml.append(
            "<version version=\"v%d\"><date>%s</date></version>"
                .formatted(one, VERSION.format(paper.submitted)));
      }
      xml.append(
          """
          <title>%s</title><authors>%s</authors><categories>%s</categories><license>%s</license>
          <abstract>%s</abstract></arXivRaw></metadata></record>
          """
              .formatted(
                  escaped(paper.title(version)),
                  String.join(" and ", paper.authors()),
                  String.join(" ", paper.categories),
                  LICENCE,
                  escaped(paper.abstractText())));
    }
    if (!next.isEmpty()) {
      xml.append("<resumptionToken>").append(next).append("</resumptionToken>");
    }
    return xml.append("</ListRecords></OAI-PMH>\n").toString();
  }

  static String oaiError(String code) {
    return OAI + "<error code=\"" + code + "\">None.</error></OAI-PMH>\n";
  }

  private static String categories(ArxivPaper paper, String element) {
    StringBuilder xml = new StringBuilder();
    paper.categories.forEach(name -> xml.append(element.formatted(name)));
    return xml.toString();
  }
}
