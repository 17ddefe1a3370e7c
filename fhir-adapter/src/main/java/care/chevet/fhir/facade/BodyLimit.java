package care.chevet.fhir.facade;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds the bodies that hospitals send, each in size and all in number, before they are parsed.
 */
final class BodyLimit extends OncePerRequestFilter {

  private static final int WAIT_SECONDS = 10;

  private final int bodyBytesMax;
  private final Semaphore places;

  BodyLimit(FacadeSettings.Limits limits) {
    this.bodyBytesMax = limits.bodyBytesMax();
    this.places = new Semaphore(limits.bodiesMax());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.toLowerCase(Locale.ROOT).equals("identity")) {
      // A compressed body could unfold to any size.
      Outcomes.write(request, response, 415, "not-supported", "encoding_not_taken");
      return;
    }
    if (request.getContentLengthLong() > bodyBytesMax) {
      refuse(request, response);
      return;
    }
    if (!place()) {
      response.setHeader("Retry-After", "5");
      Outcomes.write(request, response, 503, "throttled", "too_busy");
      return;
    }
    try {
      var body = request.getInputStream().readNBytes(bodyBytesMax + 1);
      if (body.length > bodyBytesMax) {
        refuse(request, response);
        return;
      }
      chain.doFilter(new Buffered(request, body), response);
    } finally {
      places.release();
    }
  }

  private boolean place() {
    try {
      return places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Connection", "close");
    Outcomes.write(request, response, 413, "too-long", "body_too_large");
  }

  /** The request with its body already read. */
  private static final class Buffered extends HttpServletRequestWrapper {

    private final byte[] body;

    Buffered(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      return new BodyStream(new ByteArrayInputStream(body));
    }
  }

  private static final class BodyStream extends ServletInputStream {

    private final ByteArrayInputStream bytes;

    BodyStream(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("the body is read synchronously");
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, length);
    }
  }
}
