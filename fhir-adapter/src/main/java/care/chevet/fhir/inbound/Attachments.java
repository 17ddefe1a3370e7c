package care.chevet.fhir.inbound;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;

/**
 * The bytes of the documents that hospitals provide: each has to come with its document or to be
 * here, whole.
 *
 * <p>Source: IHE MHD, ITI-65.
 */
final class Attachments {

  private static final Pattern PLACE = Pattern.compile("Binary/([A-Za-z0-9.-]{1,64})");

  private final Inbox inbox;
  private final String ownBase;

  Attachments(Inbox inbox, String ownBase) {
    this.inbox = inbox;
    this.ownBase = ownBase;
  }

  /** Refuses documents without bytes, and bytes other than their document says. */
  void check(String hospital, List<Incoming> all) {
    var binaries = new HashMap<String, Binary>();
    for (var incoming : all) {
      if (resource(incoming) instanceof Binary binary) {
        incoming.fullUrl().ifPresent(url -> binaries.put(url, binary));
        if (incoming instanceof Incoming.Update update) {
          binaries.put("Binary/" + update.sourceId(), binary);
        }
      }
    }
    for (var incoming : all) {
      if (resource(incoming) instanceof DocumentReference document) {
        if (!document.hasContent()) {
          throw missing("a document has content");
        }
        document
            .getContent()
            .forEach(content -> check(hospital, content.getAttachment(), binaries));
      }
    }
  }

  private static Resource resource(Incoming incoming) {
    return switch (incoming) {
      case Incoming.Create create -> create.resource();
      case Incoming.Update update -> update.resource();
      // What is dropped has no attachments.
      case Incoming.Delete _ -> new Binary();
    };
  }

  private void check(String hospital, Attachment attachment, Map<String, Binary> binaries) {
    if (attachment.hasData()) {
      compare(attachment, attachment.getData());
      return;
    }
    var url = Optional.ofNullable(attachment.getUrl()).orElse("");
    var local = url.startsWith(ownBase + "/") ? url.substring(ownBase.length() + 1) : url;
    var binary =
        Optional.ofNullable(binaries.get(url)).or(() -> Optional.ofNullable(binaries.get(local)));
    if (binary.isPresent()) {
      compare(attachment, binary.get().getData());
      return;
    }
    var place = PLACE.matcher(local);
    var here =
        place.matches()
            && inbox
                .current(new Inbox.Key(hospital, "Binary", place.group(1)))
                .filter(stored -> !stored.deleted())
                .isPresent();
    if (!here) {
      throw missing("the attachment's bytes neither come with it nor are here");
    }
  }

  private static ImportRefused missing(String words) {
    return new ImportRefused(ImportRefused.Kind.UNPROCESSABLE, "document_missing", words);
  }

  private static void compare(Attachment attachment, byte[] bytes) {
    var size = attachment.hasSize() && attachment.getSize() != bytes.length;
    var hash = attachment.hasHash() && !MessageDigest.isEqual(attachment.getHash(), sha1(bytes));
    if (bytes.length == 0 || size || hash) {
      throw new ImportRefused(
          ImportRefused.Kind.UNPROCESSABLE,
          "document_altered",
          "size or hash of an attachment are not those of its bytes");
    }
  }

  /** FHIR R4 defines Attachment.hash as SHA-1. */
  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  /** Leads attachments to where the entries of their bundle now lie. */
  static void resolve(Resource resource, Map<String, String> places) {
    if (resource instanceof DocumentReference document) {
      for (var content : document.getContent()) {
        var place = places.get(String.valueOf(content.getAttachment().getUrl()));
        if (place != null) {
          content.getAttachment().setUrl(place);
        }
      }
    }
  }
}
