package care.chevet.standalone.issuer;

import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.HtmlUtils;

/** The page where a demo account is chosen. It says plainly that nobody on it is real. */
@Controller
class SignInPage {

  @GetMapping(path = "/sign-in", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
  @ResponseBody
  String show(
      CsrfToken csrf,
      @RequestParam(required = false) String error,
      @RequestParam(required = false) String logout) {
    String notice = "";
    if (error != null) {
      notice = "<p class=\"notice\" role=\"alert\">Identifiant ou mot de passe inconnu.</p>";
    } else if (logout != null) {
      notice = "<p class=\"notice\" role=\"status\">Vous êtes déconnecté·e.</p>";
    }
    String token =
        "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
            .formatted(
                HtmlUtils.htmlEscape(csrf.getParameterName(), "UTF-8"),
                HtmlUtils.htmlEscape(csrf.getToken(), "UTF-8"));
    String accounts =
        Account.all().stream().map(account -> choice(account, token)).collect(Collectors.joining());
    return PAGE.replace("@notice@", notice)
        .replace("@token@", token)
        .replace("@password@", Account.PASSWORD)
        .replace("@accounts@", accounts);
  }

  private static String choice(Account account, String token) {
    return """
    <li><form method="post" action="/sign-in">%s
      <input type="hidden" name="username" value="%s">
      <input type="hidden" name="password" value="%s">
      <button type="submit"><strong>%s</strong><span>%s</span><code>%s</code></button>
    </form></li>
    """
        .formatted(
            token,
            HtmlUtils.htmlEscape(account.userName(), "UTF-8"),
            Account.PASSWORD,
            HtmlUtils.htmlEscape(account.displayName(), "UTF-8"),
            HtmlUtils.htmlEscape(account.place(), "UTF-8"),
            HtmlUtils.htmlEscape(account.userName(), "UTF-8"));
  }

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="fr">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Connexion – Chevet, démonstration</title>
        <link rel="stylesheet" href="/sign-in.css">
      </head>
      <body>
      <main>
        <h1>Chevet</h1>
        <p class="lead">Démonstration : toutes ces personnes sont inventées, aucune donnée n’est réelle.</p>
        @notice@
        <form id="sign-in" method="post" action="/sign-in">@token@
          <label for="username">Identifiant</label>
          <input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
          <label for="password">Mot de passe</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required>
          <button type="submit">Se connecter</button>
        </form>
        <h2>Ou choisissez un compte de démonstration</h2>
        <p>Un clic suffit. Le mot de passe de tous les comptes est <code>@password@</code>.</p>
        <ul class="accounts">@accounts@</ul>
      </main>
      </body>
      </html>
      """;
}
