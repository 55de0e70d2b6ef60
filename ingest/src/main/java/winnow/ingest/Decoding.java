package winnow.ingest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.http.Document;

/**
 * Bytes to characters. A byte order mark decides, then the {@code Content-Type} header, then the
 * XML declaration, then UTF-8 (RFC 7303).
 */
public final class Decoding {
  private static final Pattern DECLARED =
      Pattern.compile("<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([^\"']{1,40})[\"']");

  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final Charset EBCDIC = Charset.forName("IBM037");

  /** What Latin-1 is taken for on the web; it has a character for nearly every byte. */
  private static final Charset LAST_RESORT = Charset.forName("windows-1252");

  /** How a document's first bytes give its charset away, before anything can be read in it. */
  private static final List<Opening> OPENINGS =
      List.of(
          new Opening(UTF_32BE, 4, 0, 0, 0xFE, 0xFF),
          new Opening(UTF_32LE, 4, 0xFF, 0xFE, 0, 0),
          new Opening(StandardCharsets.UTF_8, 3, 0xEF, 0xBB, 0xBF),
          new Opening(StandardCharsets.UTF_16BE, 2, 0xFE, 0xFF),
          new Opening(StandardCharsets.UTF_16LE, 2, 0xFF, 0xFE),
          new Opening(UTF_32BE, 0, 0, 0, 0, '<'),
          new Opening(UTF_32LE, 0, '<', 0, 0, 0),
          new Opening(StandardCharsets.UTF_16BE, 0, 0, '<'),
          new Opening(StandardCharsets.UTF_16LE, 0, '<', 0),
          new Opening(EBCDIC, 0, 0x4C, 0x6F, 0xA7, 0x94));

  /**
   * A document as text.
   *
   * @param note what had to be guessed, in words; absent where the document is in the charset that
   *     it names
   */
  record Decoded(String text, @Nullable String note) {}

  private record Opening(Charset charset, int mark, int... bytes) {
    boolean opens(byte[] document) {
      if (document.length < bytes.length) {
        return false;
      }
      for (int i = 0; i < bytes.length; i++) {
        if ((document[i] & 0xFF) != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private Decoding() {}

  /**
   * The document as text, without byte order mark.
   *
   * @throws UnreadableFeedException if it is empty, names a charset that is not known, or is not in
   *     the charset that it names; the message says which, and at which byte
   */
  public static String text(Document document) throws UnreadableFeedException {
    Decoded decoded = lenient(document);
    if (decoded.note() != null) {
      throw new UnreadableFeedException(decoded.note());
    }
    return decoded.text();
  }

  /**
   * The document as text, without byte order mark. Where it is not in the charset that it names, it
   * is read in the next that may be meant, and at last with replacement characters.
   *
   * @throws UnreadableFeedException if it is empty
   */
  static Decoded lenient(Document document) throws UnreadableFeedException {
    byte[] bytes = document.bytes();
    if (bytes.length == 0) {
      throw new UnreadableFeedException("the body is empty");
    }
    Opening opening = OPENINGS.stream().filter(one -> one.opens(bytes)).findFirst().orElse(null);
    ByteBuffer body = ByteBuffer.wrap(bytes);
    if (opening != null) {
      body.position(opening.mark());
    }
    List<Charset> meant = new ArrayList<>();
    if (opening != null && opening.mark() > 0) {
      meant.add(opening.charset());
    }
    document.charset().ifPresent(meant::add);
    if (opening != null && opening.mark() == 0) {
      meant.add(opening.charset());
    }
    String unknown = opening == null ? declared(bytes, meant) : null;
    meant.add(StandardCharsets.UTF_8);
    String trouble = unknown == null ? null : "declares a charset that is not known: " + unknown;
    for (Charset charset : meant) {
      CharBuffer text = CharBuffer.allocate(room(body, charset));
      CoderResult result = decoder(charset, CodingErrorAction.REPORT).decode(body, text, true);
      if (!result.isError() && isMarkup(text.flip())) {
        return new Decoded(text.toString(), trouble);
      }
      if (trouble == null) {
        trouble =
            "is not in "
                + charset
                + ", the charset it names or should have: byte "
                + (result.isError() ? body.position() : 0);
      }
      body.position(opening == null ? 0 : opening.mark());
    }
    return new Decoded(guessed(body), trouble);
  }

  /**
   * Adds the charset that the XML declaration names.
   *
   * @return its name, if nobody knows it
   */
  private static @Nullable String declared(byte[] bytes, List<Charset> meant) {
    String head = new String(bytes, 0, Math.min(bytes.length, 2000), StandardCharsets.ISO_8859_1);
    Matcher declared = DECLARED.matcher(head);
    if (!declared.find()) {
      return null;
    }
    try {
      meant.add(Charset.forName(declared.group(1)));
      return null;
    } catch (IllegalArgumentException unknown) {
      return meant.isEmpty() ? declared.group(1) : null;
    }
  }

  /** Text with a few broken bytes in it stays UTF-8; text of another charset breaks everywhere. */
  private static String guessed(ByteBuffer body) {
    String text = replaced(body, StandardCharsets.UTF_8);
    long broken = text.chars().filter(c -> c == '\uFFFD').count();
    long whole = text.chars().filter(c -> c >= 0x80 && c != '\uFFFD').count();
    return broken <= whole ? text : replaced(body, LAST_RESORT);
  }

  private static String replaced(ByteBuffer body, Charset charset) {
    CharBuffer text = CharBuffer.allocate(room(body, charset));
    decoder(charset, CodingErrorAction.REPLACE).decode(body.duplicate(), text, true);
    return text.flip().toString();
  }

  private static int room(ByteBuffer body, Charset charset) {
    return (int) Math.ceil(body.remaining() * (double) charset.newDecoder().maxCharsPerByte()) + 1;
  }

  private static CharsetDecoder decoder(Charset charset, CodingErrorAction action) {
    return charset.newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
  }

  /** Text in a charset of two bytes that was written in one has no brackets left. */
  private static boolean isMarkup(CharBuffer text) {
    return text.chars().anyMatch(c -> c < 0x80);
  }
}
