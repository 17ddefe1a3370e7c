/**
 * The demo identity provider: OpenID Connect sign-in for the demo accounts, tokens for machines.
 */
@NullMarked
package care.chevet.standalone.issuer;

import org.jspecify.annotations.NullMarked;
