package dev.webcheck.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/** A connection to the service, to send what no client library would. */
final class RawConnection implements Closeable {

    private final Socket socket;
    private final InputStream in;

    RawConnection(int port) {
        this(port, "127.0.0.1");
    }

    /** A connection from an address of this machine. */
    RawConnection(int port, String from) {
        try {
            socket = new Socket();
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the service answered.
     *
     * @param status the status code
     * @param head the status line and the headers, in lower case
     * @param body the body
     */
    record Answer(int status, String head, String body) {

        boolean closes() {
            return head.contains("connection: close");
        }
    }

    void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Whether there is an answer to read in time. */
    boolean isAnswered(Duration within) throws IOException {
        socket.setSoTimeout((int) within.toMillis());
        in.mark(1);
        try {
            return in.read() != -1;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            in.reset();
        }
    }

    /** The next answer, or one of 1xx. */
    Answer answer(Duration within) throws IOException {
        socket.setSoTimeout((int) within.toMillis());
        String head = head();
        int status = Integer.parseInt(head.substring(9, 12));
        int at = head.indexOf("content-length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        return new Answer(status, head, new String(in.readNBytes(length), ISO_8859_1));
    }

    /** Whether the service closes the connection in time, without anything more in it. */
    boolean isClosedWithin(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            return in.read() == -1;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next == -1) {
                throw new EOFException("closed after: " + head.toString(ISO_8859_1));
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
