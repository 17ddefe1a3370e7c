package care.chevet.signaling.redis;

/**
 * The steps that Redis takes as one. A room is a hash whose {@code owner} and {@code token} say who
 * keeps it; the set {@code chevet:rooms:NODE} names the rooms of a node, the key {@code
 * chevet:node:NODE} lives as long as the node shows signs of life, and the list {@code
 * chevet:taken:NODE} names rooms that were taken from it because it seemed not to.
 */
final class Scripts {
  /**
   * KEYS room; ARGV room name, this node, 1 to open, a node found dead, sign of life of this node,
   * milliseconds that a sign of life lasts and that a room is kept. Whoever takes a room shows a
   * sign of life with it, or another node could take it as that of a dead one. Answers {"here",
   * token, field, content, …}, {"there", node, address} or {"nowhere"}.
   */
  static final Script FIND =
      Script.of(
          """
          local owner = redis.call('HGET', KEYS[1], 'owner')
          if not owner and ARGV[3] == '0' then
            return {'nowhere'}
          end
          if owner and owner ~= ARGV[2] and owner ~= ARGV[4] then
            local address = redis.call('GET', 'chevet:node:' .. owner)
            if address and address ~= 'leaving' then
              return {'there', owner, address}
            end
          end
          if owner ~= ARGV[2] then
            if owner then
              redis.call('SREM', 'chevet:rooms:' .. owner, ARGV[1])
              redis.call('RPUSH', 'chevet:taken:' .. owner, ARGV[1])
              redis.call('PEXPIRE', 'chevet:taken:' .. owner, ARGV[7])
            end
            redis.call('PSETEX', 'chevet:node:' .. ARGV[2], ARGV[6], ARGV[5])
            redis.call('SADD', 'chevet:nodes', ARGV[2])
            redis.call('HSET', KEYS[1], 'owner', ARGV[2], 'token', redis.call('INCR', 'chevet:tokens'))
            redis.call('SADD', 'chevet:rooms:' .. ARGV[2], ARGV[1])
          end
          local answer = {'here', redis.call('HGET', KEYS[1], 'token')}
          for _, each in ipairs(redis.call('HGETALL', KEYS[1])) do
            answer[#answer + 1] = each
          end
          return answer
          """);

  /**
   * KEYS room; ARGV room name, this node, token, kind, milliseconds to live, number of fields to
   * set, those fields and contents, fields to remove. Answers {"kept", token}, {"forgotten"} or
   * {"lost"}.
   */
  static final Script WRITE =
      Script.of(
          """
          local held = redis.call('HMGET', KEYS[1], 'owner', 'token')
          local mine = held[1] == ARGV[2] and held[2] == ARGV[3]
          local token = ARGV[3]
          if held[1] and not mine then
            return {'lost'}
          end
          if ARGV[4] == 'END' then
            redis.call('DEL', KEYS[1])
            redis.call('SREM', 'chevet:rooms:' .. ARGV[2], ARGV[1])
            return {'kept', token}
          end
          if not mine and ARGV[4] == 'DIFFERENCE' then
            return {'forgotten'}
          end
          if ARGV[4] == 'WHOLE' then
            redis.call('DEL', KEYS[1])
            if not mine then
              token = redis.call('INCR', 'chevet:tokens')
            end
            redis.call('HSET', KEYS[1], 'owner', ARGV[2], 'token', token)
            redis.call('SADD', 'chevet:rooms:' .. ARGV[2], ARGV[1])
          end
          local last = 6 + 2 * tonumber(ARGV[6])
          for i = 7, last, 2 do
            redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
          end
          for i = last + 1, #ARGV do
            redis.call('HDEL', KEYS[1], ARGV[i])
          end
          redis.call('PEXPIRE', KEYS[1], ARGV[5])
          return {'kept', tostring(token)}
          """);

  private Scripts() {}

  static String roomKey(String room) {
    return "chevet:room:" + room;
  }

  static String roomsKey(String node) {
    return "chevet:rooms:" + node;
  }

  static String takenKey(String node) {
    return "chevet:taken:" + node;
  }

  static String nodeKey(String node) {
    return "chevet:node:" + node;
  }

  static String ticketKey(String ticket) {
    return "chevet:ticket:" + ticket;
  }
}
