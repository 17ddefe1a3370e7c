package care.chevet.room;

/** Signs join tickets, so that the signaling server need not ask back. */
public interface Tickets {

  /** The ticket as a compact JWS. */
  String sign(JoinTicket ticket);

  /** Our word on whose key a page signs with, as a compact JWS. */
  String sign(BarTicket ticket);

  String sign(LineIdentity identity);
}
