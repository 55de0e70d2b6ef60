package winnow.ingest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.http.Document;

/**
 * Bytes to characters. A byte order mark decides, then the {@code Content-Type} header, then the
 * XML declaration, then UTF-8 (RFC 7303). What does not fit the charset is an error, never a
 * replacement character.
 */
public final class Decoding {
  private static final Pattern DECLARED =
      Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([^\"']{1,40})[\"']");

  private Decoding() {}

  /**
   * The document as text, without byte order mark.
   *
   * @throws UnreadableFeedException if it is empty, names a charset that is not known, or is not in
   *     the charset that it names; the message says which, and at which byte
   */
  public static String text(Document document) throws UnreadableFeedException {
    byte[] bytes = document.bytes();
    if (bytes.length == 0) {
      throw new UnreadableFeedException("the body is empty");
    }
    Charset marked = marked(bytes);
    Charset charset = marked != null ? marked : named(document);
    int skipped = marked == null ? 0 : marked.equals(StandardCharsets.UTF_8) ? 3 : 2;
    return decode(ByteBuffer.wrap(bytes, skipped, bytes.length - skipped), charset);
  }

  /** Where the first markup of a text begins, after blanks, comments and instructions. */
  static int start(String text) {
    int at = 0;
    while (at >= 0 && at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("<?", at)) {
        at = after(text, "?>", at);
      } else if (text.startsWith("<!--", at)) {
        at = after(text, "-->", at);
      } else {
        return at;
      }
    }
    return text.length();
  }

  private static int after(String text, String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? -1 : found + end.length();
  }

  private static @Nullable Charset marked(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return StandardCharsets.UTF_8;
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    return startsWith(bytes, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : null;
  }

  private static Charset named(Document document) throws UnreadableFeedException {
    if (document.charset().isPresent()) {
      return document.charset().get();
    }
    byte[] bytes = document.bytes();
    if (startsWith(bytes, 0, '<')) {
      return StandardCharsets.UTF_16BE;
    }
    if (startsWith(bytes, '<', 0)) {
      return StandardCharsets.UTF_16LE;
    }
    String head = new String(bytes, 0, Math.min(bytes.length, 400), StandardCharsets.ISO_8859_1);
    Matcher declared = DECLARED.matcher(head);
    if (!declared.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(declared.group(1));
    } catch (IllegalArgumentException unknown) {
      throw new UnreadableFeedException(
          "declares a charset that is not known: " + declared.group(1));
    }
  }

  private static String decode(ByteBuffer bytes, Charset charset) throws UnreadableFeedException {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text =
        CharBuffer.allocate(
            (int) Math.ceil(bytes.remaining() * (double) decoder.maxCharsPerByte()));
    CoderResult result = decoder.decode(bytes, text, true);
    if (result.isError()) {
      throw new UnreadableFeedException(
          "is not in "
              + charset
              + ", the charset it names or should have: byte "
              + bytes.position());
    }
    decoder.flush(text);
    return text.flip().toString();
  }

  private static boolean startsWith(byte[] bytes, int... head) {
    if (bytes.length < head.length) {
      return false;
    }
    for (int i = 0; i < head.length; i++) {
      if ((bytes[i] & 0xFF) != head[i]) {
        return false;
      }
    }
    return true;
  }
}
