package dev.webcheck.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens tunnels to ports of this machine. */
final class TunnelProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final AtomicInteger tunnels = new AtomicInteger();

    TunnelProxy() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    int tunnels() {
        return tunnels.get();
    }

    private void serve() throws IOException {
        while (!listener.isClosed()) {
            Socket from = listener.accept();
            String head = head(from.getInputStream());
            int port = Integer.parseInt(head.substring(head.indexOf(':') + 1, head.indexOf(" HTTP")));
            tunnels.incrementAndGet();
            Socket to = new Socket(InetAddress.getLoopbackAddress(), port);
            from.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            run(() -> from.getInputStream().transferTo(to.getOutputStream()));
            run(() -> to.getInputStream().transferTo(from.getOutputStream()));
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        return head.toString().toLowerCase(Locale.ROOT).replace(" http", " HTTP");
    }

    /** A part of the work, which ends with its connection. */
    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One side is gone, and so is the tunnel.
                    }
                },
                "tunnel");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
