package care.chevet.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A client of resumable uploads, written from the protocol's text alone. */
record Tus(Browser browser) {
  static final String PORTION = "application/offset+octet-stream";

  static Map<String, String> photo() {
    return file("photo", "talon.jpg", "image/jpeg");
  }

  static Map<String, String> file(String kind, String name, String type) {
    var metadata = new LinkedHashMap<String, String>();
    metadata.put("kind", kind);
    metadata.put("filename", name);
    metadata.put("filetype", type);
    return metadata;
  }

  static String header(Map<String, String> metadata) {
    return metadata.entrySet().stream()
        .map(entry ->
            entry.getKey()
                + " "
                + Base64.getEncoder()
                    .encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8)))
        .collect(Collectors.joining(","));
  }

  HttpRequest.Builder creation(String consultation, long length, Map<String, String> metadata) {
    return write("/api/v1/consultations/" + consultation + "/attachments")
        .header("Upload-Length", String.valueOf(length))
        .header("Upload-Metadata", header(metadata))
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  Answer create(String consultation, long length, Map<String, String> metadata) {
    return browser.send(creation(consultation, length, metadata).POST(BodyPublishers.noBody()));
  }

  /** Begins an upload that must be taken, and answers its path. */
  String begin(String consultation, long length, Map<String, String> metadata) {
    var answer = create(consultation, length, metadata);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.header("Location").orElseThrow();
  }

  HttpRequest.Builder portion(String upload, long offset) {
    return write(upload)
        .header("Content-Type", PORTION)
        .header("Upload-Offset", String.valueOf(offset));
  }

  Answer patch(String upload, long offset, byte[] bytes) {
    return browser.send(portion(upload, offset).method("PATCH", BodyPublishers.ofByteArray(bytes)));
  }

  Answer patch(String upload, long offset, byte[] bytes, String checksum) {
    return browser.send(
        portion(upload, offset)
            .header("Upload-Checksum", checksum)
            .method("PATCH", BodyPublishers.ofByteArray(bytes)));
  }

  /** Sends a whole file that must be taken, and answers its id. */
  String send(String consultation, byte[] bytes, Map<String, String> metadata) {
    var upload = begin(consultation, bytes.length, metadata);
    var answer = patch(upload, 0, bytes);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(204);
    return idOf(upload);
  }

  static String idOf(String upload) {
    return upload.substring(upload.lastIndexOf('/') + 1);
  }

  Answer head(String upload) {
    return browser.send(write(upload).method("HEAD", BodyPublishers.noBody()));
  }

  long offset(String upload) {
    return Long.parseLong(head(upload).header("Upload-Offset").orElse("-1"));
  }

  /** Asks where the upload stands and sends the rest, as often as that takes. */
  Answer goOn(String upload, byte[] file) {
    for (int attempt = 0; attempt < 10; attempt++) {
      int offset = (int) offset(upload);
      var answer = patch(upload, offset, Arrays.copyOfRange(file, offset, file.length));
      if (answer.status() == 204) {
        return answer;
      }
      assertThat(answer.status()).isEqualTo(409);
    }
    throw new AssertionError("never got to the end");
  }

  Answer stop(String upload) {
    return browser.send(write(upload).DELETE());
  }

  HttpRequest.Builder write(String path) {
    return browser.withCsrf(browser.request(path)).header("Tus-Resumable", "1.0.0");
  }

  HttpResponse<byte[]> download(String consultation, String id, String what, String... headers) {
    var request =
        browser
            .request("/api/v1/consultations/" + consultation + "/attachments/" + id + what)
            .setHeader("Accept", "*/*");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return browser.client().send(request.GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer list(String consultation) {
    return browser.get("/api/v1/consultations/" + consultation + "/attachments");
  }

  /** Sends the head of a PATCH and some of its bytes on a bare socket, and leaves it open. */
  Socket unfinishedPatch(String upload, long offset, long announced, byte[] bytes)
      throws IOException {
    var uri = URI.create(browser.request(upload).build().uri().toString());
    var socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort());
    var out = socket.getOutputStream();
    out.write(
        """
        PATCH %s HTTP/1.1\r
        Host: localhost:%d\r
        Cookie: CHEVET_SESSION=%s; XSRF-TOKEN=%s\r
        X-XSRF-TOKEN: %4$s\r
        Tus-Resumable: 1.0.0\r
        Content-Type: %s\r
        Upload-Offset: %d\r
        Content-Length: %d\r
        \r
        """
            .formatted(
                upload,
                uri.getPort(),
                browser.cookie("CHEVET_SESSION").orElseThrow().getValue(),
                browser.cookie("XSRF-TOKEN").orElseThrow().getValue(),
                PORTION,
                offset,
                announced)
            .getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
    return socket;
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest("SHA-256", bytes));
  }

  static String checksum(String name, String algorithm, byte[] bytes) {
    return name + " " + Base64.getEncoder().encodeToString(digest(algorithm, bytes));
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
