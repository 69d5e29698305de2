package dev.webcheck.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers whatever it is asked with given bytes, then closes the connection, resets it, or leaves it as it is. */
final class RawServer implements AutoCloseable {

    /** What happens to a connection after the answer. */
    enum Then {
        CLOSE,
        RESET,
        HOLD
    }

    private final ServerSocket listener;
    private final List<Socket> held = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    RawServer(String answer, Then then) {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> serve(answer, then), "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url(String scheme) {
        return scheme + "://localhost:" + listener.getLocalPort() + "/";
    }

    int connections() {
        return connections.get();
    }

    /** How many of the connections are held. */
    int held() {
        return held.size();
    }

    /** Resets the connections that are held. */
    void resetHeld() throws IOException {
        for (Socket socket : held) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private void serve(String answer, Then then) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                socket.getInputStream().read(new byte[8_192]);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                if (then == Then.HOLD) {
                    held.add(socket);
                } else {
                    if (then == Then.RESET) {
                        socket.setSoLinger(true, 0);
                    }
                    socket.close();
                }
            } catch (IOException e) {
                // The next connection may fare better; a closed listener ends the loop.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : held) {
            socket.close();
        }
    }
}
