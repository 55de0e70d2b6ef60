package winnow.ingest.arxiv;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.output.XMLOutputter;
import winnow.http.Document;
import winnow.ingest.Reading;
import winnow.ingest.UnreadableFeedException;
import winnow.ingest.Xml;
import winnow.ingest.announcement.Witness;
import winnow.model.FeedId;
import winnow.model.Identifiers;
import winnow.model.Sighting;

/**
 * arXiv's OAI-PMH in its {@code arXivRaw} form. It names, with all versions, what was announced or
 * changed on a day and has not changed since.
 */
final class OaiRecords implements Witness {
  private static final Namespace OAI =
      Namespace.getNamespace("http://www.openarchives.org/OAI/2.0/");
  private static final Namespace RAW = Namespace.getNamespace("http://arxiv.org/OAI/arXivRaw/");
  private static final FeedId SELF = new FeedId("arxiv:oai");

  /** Archives that OAI-PMH keeps below physics. */
  private static final Set<String> PHYSICS =
      Set.of(
          "astro-ph",
          "cond-mat",
          "gr-qc",
          "hep-ex",
          "hep-lat",
          "hep-ph",
          "hep-th",
          "math-ph",
          "nlin",
          "nucl-ex",
          "nucl-th",
          "physics",
          "quant-ph");

  private final URI base;

  OaiRecords(URI base) {
    this.base = base;
  }

  @Override
  public String name() {
    return "oai";
  }

  @Override
  public boolean tellsVersions() {
    return true;
  }

  @Override
  public URI address(String category, LocalDate day, Instant now) {
    return URI.create(
        base
            + "?verb=ListRecords&metadataPrefix=arXivRaw&set="
            + set(category)
            + "&from="
            + day
            + "&until="
            + day);
  }

  @Override
  public Statement read(String category, LocalDate day, Document document, Instant now)
      throws UnreadableFeedException {
    Element root = Xml.read(document).getRootElement();
    if (!root.getName().equals("OAI-PMH")) {
      throw new UnreadableFeedException("is no answer of OAI-PMH: <" + root.getName() + ">");
    }
    Element error = root.getChild("error", OAI);
    if (error != null && error.getAttributeValue("code", "").equals("noRecordsMatch")) {
      return new Statement(Map.of(), Map.of(), List.of(), Optional.empty(), null);
    }
    Element list = root.getChild("ListRecords", OAI);
    if (list == null) {
      throw new UnreadableFeedException(
          "OAI-PMH answers with an error: "
              + (error == null ? "no records" : Metadata.tidy(error.getText())));
    }
    Reading.Builder reading = new Reading.Builder(now);
    List<Sighting> sightings =
        reading
            .each(
                list.getChildren("record", OAI),
                record -> sightings(record, now),
                record -> Metadata.tidy(header(record).getChildText("identifier", OAI)),
                record -> new XMLOutputter().outputString(record).getBytes(StandardCharsets.UTF_8))
            .build()
            .sightings();
    List<String> ids = sightings.stream().map(one -> one.key().value()).toList();
    String token = Metadata.tidy(list.getChildText("resumptionToken", OAI));
    return new Statement(
        ids.isEmpty() ? Map.of() : Map.of("unmarked", ids),
        Map.of(),
        sightings,
        token.isEmpty() ? Optional.empty() : Optional.of(resumed(token)),
        null);
  }

  static String set(String category) {
    String archive = category.replaceFirst("\\..*", "");
    String group = PHYSICS.contains(archive) ? "physics" : archive;
    if (category.contains(".")) {
      return group + ":" + archive + ":" + category.substring(archive.length() + 1);
    }
    return group + ":" + archive;
  }

  private URI resumed(String token) {
    return URI.create(
        base
            + "?verb=ListRecords&resumptionToken="
            + URLEncoder.encode(token, StandardCharsets.UTF_8));
  }

  private static Element header(Element record) {
    Element header = record.getChild("header", OAI);
    if (header == null) {
      throw new IllegalArgumentException("a record without a header");
    }
    return header;
  }

  private static List<Sighting> sightings(Element record, Instant now) {
    Element metadata = record.getChild("metadata", OAI);
    Element paper = metadata == null ? null : metadata.getChild("arXivRaw", RAW);
    if (paper == null) {
      if (header(record).getAttributeValue("status", "").equals("deleted")) {
        return List.of();
      }
      throw new IllegalArgumentException("a record without arXivRaw");
    }
    String id =
        Identifiers.ofArxivId(text(paper, "id"))
            .orElseThrow(() -> new IllegalArgumentException("no id: " + text(paper, "id")))
            .identifier()
            .value();
    List<String> categories = new ArrayList<>(List.of(text(paper, "categories").split(" ")));
    categories.removeIf(String::isBlank);
    return List.of(
        new Metadata(
                id,
                version(paper),
                text(paper, "title"),
                AuthorList.names(text(paper, "authors").replaceAll(",?\\s+and\\s+", ", ")),
                text(paper, "abstract"),
                categories,
                text(paper, "comments"),
                text(paper, "journal-ref"),
                text(paper, "license"),
                text(paper, "doi"))
            .sighting(SELF, null, now));
  }

  /** The highest: they are not always in order. */
  private static int version(Element paper) {
    return paper.getChildren("version", RAW).stream()
        .map(version -> version.getAttributeValue("version", ""))
        .filter(version -> version.matches("v\\d{1,4}"))
        .mapToInt(version -> Integer.parseInt(version.substring(1)))
        .max()
        .orElse(1);
  }

  private static String text(Element parent, String name) {
    return Metadata.tidy(parent.getChildText(name, RAW));
  }
}
