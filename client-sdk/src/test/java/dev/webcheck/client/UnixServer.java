package dev.webcheck.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Listens on a Unix domain socket, and answers whatever it is asked. */
final class UnixServer implements AutoCloseable {

    static final String BODY = "from a socket";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;

    private final Path path;
    private final ServerSocketChannel listener;

    UnixServer(Path path) throws IOException {
        this.path = path;
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(path));
        Thread thread = new Thread(this::serve, "unix-server");
        thread.setDaemon(true);
        thread.start();
    }

    Path path() {
        return path;
    }

    private void serve() {
        while (listener.isOpen()) {
            try (SocketChannel connection = listener.accept()) {
                while (connection.read(ByteBuffer.allocate(8_192)) > 0) {
                    connection.write(ByteBuffer.wrap(ANSWER.getBytes(US_ASCII)));
                }
            } catch (IOException e) {
                // The next connection may fare better; a closed listener ends the loop.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        Files.deleteIfExists(path);
    }
}
