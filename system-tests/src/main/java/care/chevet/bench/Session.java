package care.chevet.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A person signed in as a browser would be: her cookies for the console, and the token its writes
 * bear.
 */
public record Session(String cookies, String csrf) {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  public static Session signIn(URI console, String account, String password)
      throws IOException, InterruptedException {
    CookieManager jar = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    try (HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(jar)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      var page = get(browser, console.resolve("/oauth2/authorization/chevet"));
      Matcher token = TOKEN.matcher(page.body());
      if (!token.find()) {
        throw new IllegalStateException("no sign-in page at " + page.uri().getHost());
      }
      String form =
          "username=%s&password=%s&_csrf=%s"
              .formatted(encoded(account), encoded(password), encoded(token.group(1)));
      var landed =
          browser.send(
              HttpRequest.newBuilder(page.uri().resolve("/sign-in"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (landed.statusCode() >= 400) {
        throw new IllegalStateException("the sign-in was answered " + landed.statusCode());
      }
      var me = get(browser, console.resolve("/api/v1/me"));
      if (me.statusCode() != 200) {
        throw new IllegalStateException("signed in, yet unknown: " + me.statusCode());
      }
    }
    return of(jar);
  }

  private static Session of(CookieManager jar) {
    var cookies = jar.getCookieStore().getCookies();
    return new Session(
        cookies.stream()
            .map(cookie -> cookie.getName() + "=" + cookie.getValue())
            .collect(Collectors.joining("; ")),
        cookies.stream()
            .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
            .findFirst()
            .orElseThrow()
            .getValue());
  }

  private static HttpResponse<String> get(HttpClient browser, URI address)
      throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(address).header("Accept", "text/html, */*").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
