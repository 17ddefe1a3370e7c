package care.chevet.bench.signaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Starts the servers of others, as far as they are installed. */
final class Peers {
  private static final String PEERJS = "PeerJS server";
  private static final String SOCKET_IO = "Socket.IO";
  private static final String SPREED = "nextcloud-spreed-signaling";
  private static final String SPREED_PROGRAM = SPREED + "-server";

  private final Servers servers;
  private final Path folder;

  Peers(Servers servers) throws IOException {
    this.servers = servers;
    this.folder = servers.home().resolve("system-tests/target/peers");
    Files.createDirectories(folder);
  }

  /** Starts those that are wanted and installed, and says how to speak to them. */
  Map<MeasuredServer, Dialect> started(Predicate<String> wanted)
      throws IOException, InterruptedException {
    Map<MeasuredServer, Dialect> started = new LinkedHashMap<>();
    if (wanted.test(PEERJS) || wanted.test(SOCKET_IO)) {
      if (Servers.onPath("node") && Servers.onPath("npm") && nodePackages()) {
        if (wanted.test(PEERJS)) {
          started.put(peerJs(), new Dialects.PeerJs());
        }
        if (wanted.test(SOCKET_IO)) {
          started.put(socketIo(), new Dialects.SocketIo());
        }
      } else {
        System.out.println("PeerJS, Socket.IO: NOT MEASURED, Node or its packages are missing");
      }
    }
    if (wanted.test(SPREED)) {
      if (Servers.onPath(SPREED_PROGRAM)) {
        started.put(spreed(), new SpreedDialect());
      } else {
        System.out.println(SPREED + ": NOT MEASURED, it is not installed (Debian packages it)");
      }
    }
    return started;
  }

  private MeasuredServer peerJs() throws IOException {
    int port = servers.port();
    return new MeasuredServer(
        PEERJS,
        port,
        List.of(
            "node",
            folder.resolve("node_modules/peer/dist/bin/peerjs.js").toString(),
            "--port",
            Integer.toString(port),
            "--concurrent_limit",
            "100000"),
        Map.of());
  }

  private MeasuredServer socketIo() throws IOException {
    int port = servers.port();
    Path script =
        Files.writeString(
            folder.resolve("socket-io.js"),
            """
            const { Server } = require('socket.io');
            const io = new Server(Number(process.argv[2]), { connectionStateRecovery: {} });
            io.on('connection', (socket) => {
              let room;
              socket.on('join', (name) => { room = name; socket.join(name); socket.emit('joined'); });
              socket.on('signal', (message) => socket.to(room).emit('signal', message));
            });
            """);
    return new MeasuredServer(
        SOCKET_IO, port, List.of("node", script.toString(), Integer.toString(port)), Map.of());
  }

  private MeasuredServer spreed() throws IOException {
    int port = servers.port();
    Path configuration =
        Files.writeString(
            folder.resolve("spreed.conf"),
            """
            [http]
            listen = 127.0.0.1:%d
            [sessions]
            hashkey = 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
            blockkey = 0123456789abcdef0123456789abcdef
            [clients]
            internalsecret = %s
            [backend]
            backends = bench
            [bench]
            url = %s
            secret = %s
            [nats]
            url = :loopback:
            """
                .formatted(
                    port, SpreedDialect.SECRET, SpreedDialect.BACKEND, SpreedDialect.SECRET));
    return new MeasuredServer(
        SPREED,
        port,
        List.of(SPREED_PROGRAM, "-config", configuration.toString()),
        Map.of("GOMAXPROCS", "1"));
  }

  private boolean nodePackages() throws IOException, InterruptedException {
    if (Files.isDirectory(folder.resolve("node_modules/socket.io"))) {
      return true;
    }
    Process npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--prefix",
                folder.toString(),
                "peer@1.0.2",
                "socket.io@4.8.4")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("npm.log").toFile())
            .start();
    return npm.waitFor() == 0;
  }
}
