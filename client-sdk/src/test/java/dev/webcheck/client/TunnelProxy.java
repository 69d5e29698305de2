package dev.webcheck.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.core5.http.HttpHost;

/** A proxy that opens tunnels, if it is told a password each time that it wants one. */
final class TunnelProxy implements AutoCloseable {

    private static final String ASK =
            "HTTP/1.1 407 Who Are You\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 4\r\n\r\nwho?";
    private static final String STANDS = "HTTP/1.1 200 It Stands\r\n\r\n";

    private final boolean closed;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tunnel-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    /** Closed to all without a password, or open. */
    TunnelProxy(boolean closed) {
        this.closed = closed;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::serve);
    }

    HttpHost host() {
        return new HttpHost("http", "localhost", listener.getLocalPort());
    }

    /** The first lines of what it has been asked. */
    List<String> asked() {
        return heads.stream().map(head -> head.lines().findFirst().orElse("")).toList();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                threads.execute(() -> tunnel(client));
            } catch (IOException e) {
                // A closed listener ends the loop.
            }
        }
    }

    private void tunnel(Socket client) {
        try {
            String head = head(client.getInputStream());
            if (closed && !head.contains("Proxy-Authorization")) {
                client.getOutputStream().write(ASK.getBytes(StandardCharsets.US_ASCII));
                head = head(client.getInputStream());
            }
            int port = Integer.parseInt(head.substring(head.indexOf(':') + 1, head.indexOf(" HTTP/")));
            Socket target = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(target);
            client.getOutputStream().write(STANDS.getBytes(StandardCharsets.US_ASCII));
            threads.execute(() -> pump(client, target));
            pump(target, client);
        } catch (IOException | RuntimeException e) {
            quietlyClose(client);
        }
    }

    private String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The client has gone");
            }
            head.append((char) next);
        }
        heads.add(head.toString());
        return head.toString();
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            quietlyClose(from);
            quietlyClose(to);
        }
    }

    private static void quietlyClose(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed as well as it can be.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(TunnelProxy::quietlyClose);
        threads.shutdownNow();
    }
}
