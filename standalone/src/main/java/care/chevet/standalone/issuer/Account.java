package care.chevet.standalone.issuer;

import java.util.List;

/**
 * A demo account: an invented person who can sign in.
 *
 * @param userName also the token's {@code sub}, by which the directory knows the person
 * @param role the role the directory gives; said here for people, never put into a token
 * @param place where the person works, as the sign-in page says it
 */
public record Account(String userName, String displayName, String role, String place) {

  /** The one password of all demo accounts. */
  public static final String PASSWORD = "chevet-demo";

  public static List<Account> all() {
    return List.of(
        new Account("claire.dubourg", "Claire Dubourg", "nurse", "Infirmière, EHPAD Les Tilleuls"),
        new Account("yann.kerdoncuff", "Yann Kerdoncuff", "nurse", "Infirmier, Foyer La Source"),
        new Account(
            "marie-ange.payet",
            "Marie-Ange Payet",
            "nurse",
            "Infirmière, EHPAD Les Flamboyants (La Réunion)"),
        new Account(
            "helene.vasseur", "Dr Hélène Vasseur", "physician", "Médecin, gériatrie (Strasbourg)"),
        new Account(
            "amadou.sarr",
            "Dr Amadou Sarr",
            "physician",
            "Médecin, médecine générale et gériatrie"),
        new Account(
            "louise.benharoun", "Dr Louise Benharoun", "physician", "Médecin, dermatologie"),
        new Account(
            "paul.techer", "Dr Paul Techer", "physician", "Médecin, cardiologie (La Réunion)"),
        new Account("sophie.lagrange", "Sophie Lagrange", "coordinator", "Coordinatrice"),
        new Account("olivier.roche", "Olivier Roche", "operator", "Exploitant du service"));
  }
}
