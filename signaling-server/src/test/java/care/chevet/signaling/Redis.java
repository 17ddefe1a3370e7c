package care.chevet.signaling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.embedded.RedisServer;

/** A real Redis on a free port that keeps what it was told across a stop of its process. */
final class Redis implements AutoCloseable {
  private final int port = FreePorts.one(InetAddress.getLoopbackAddress());
  private final Path folder;
  private RedisServer server;

  Redis() {
    try {
      folder = Files.createTempDirectory("redis");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  int port() {
    return port;
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  void start() {
    try {
      server =
          RedisServer.newRedisServer()
              .port(port)
              .setting("bind 127.0.0.1")
              .setting("dir " + folder)
              .setting("appendonly yes")
              // The machine outlives the process, and a slow disk would look like a Redis that is
              // away.
              .setting("appendfsync no")
              .build();
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops, forgets everything, and starts. */
  void wipe() {
    stop();
    try (var files = Files.walk(folder)) {
      files.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  @Override
  public void close() {
    stop();
  }
}
