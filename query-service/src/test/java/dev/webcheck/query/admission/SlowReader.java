package dev.webcheck.query.admission;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A client that takes a few bytes of an answer now and then. Confined to one thread at a time. */
final class SlowReader implements AutoCloseable {

    private static final String HEAD_END = "\r\n\r\n";
    private static final int FEW = 16;

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final boolean accepted;

    /** Asks, and takes as much as tells the status. */
    SlowReader(URI server, String url, String encoding) throws IOException {
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.getOutputStream()
                .write(("GET " + url + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: " + encoding
                                + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        taken.write(socket.getInputStream().readNBytes("HTTP/1.1 200".length()));
        accepted = taken.toString(StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
    }

    boolean isAccepted() {
        return accepted;
    }

    /** Takes a few bytes if there are any. */
    void takeFew() throws IOException {
        InputStream in = socket.getInputStream();
        taken.write(in.readNBytes(Math.min(FEW, in.available())));
    }

    /** What has come when the server has hung up, by itself: as much as it sent. */
    String untilCut() throws IOException {
        try {
            takeRest();
        } catch (SocketException reset) {
            // as the system likes
        }
        return taken.toString(StandardCharsets.ISO_8859_1);
    }

    String head() throws IOException {
        takeRest();
        String all = taken.toString(StandardCharsets.ISO_8859_1);
        return all.substring(0, all.indexOf(HEAD_END));
    }

    /** The whole body, taken to its end at last. */
    String body() throws IOException {
        String head = head();
        InputStream body = sent(head);
        if (head.contains("transfer-encoding: chunked")) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            chunks(body).forEach(whole::writeBytes);
            body = new ByteArrayInputStream(whole.toByteArray());
        }
        if (head.contains("content-encoding: gzip")) {
            body = new GZIPInputStream(body);
        }
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The pieces that a body came in, taken to its end at last. */
    List<byte[]> chunks() throws IOException {
        return chunks(sent(head()));
    }

    private InputStream sent(String head) {
        byte[] all = taken.toByteArray();
        int start = head.length() + HEAD_END.length();
        return new ByteArrayInputStream(all, start, all.length - start);
    }

    private void takeRest() throws IOException {
        socket.getInputStream().transferTo(taken);
    }

    private static List<byte[]> chunks(InputStream body) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        for (int length = chunkLength(body); length > 0; length = chunkLength(body)) {
            chunks.add(body.readNBytes(length));
            body.skipNBytes(2);
        }
        return chunks;
    }

    private static int chunkLength(InputStream chunks) throws IOException {
        int length = 0;
        for (int digit = chunks.read(); digit != '\n'; digit = chunks.read()) {
            if (digit < 0) {
                throw new IOException("the body was cut off");
            }
            length = digit == '\r' ? length : length * 16 + Character.digit(digit, 16);
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
