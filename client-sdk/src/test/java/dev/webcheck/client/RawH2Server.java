package dev.webcheck.client;

import dev.webcheck.client.RawServer.Then;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Speaks so much HTTP/2 that a client sends its request, answers the first stream of each connection with given frames, then
 * closes the connection, resets it, or leaves it as it is.
 */
final class RawH2Server implements AutoCloseable {

    private static final int PREFACE = 24;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int FIRST_STREAM = 1;

    /** {@code :status: 200} in the static table of HPACK. */
    private static final byte OK = (byte) 0x88;

    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    RawH2Server(byte[] frames, Then then) {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(() -> accept(frames, then));
    }

    /** The head of an answer, and the start of its body. */
    static byte[] partOfBody(String part) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(frame(HEADERS, END_HEADERS, FIRST_STREAM, OK));
        frames.writeBytes(frame(DATA, 0, FIRST_STREAM, part.getBytes(StandardCharsets.US_ASCII)));
        return frames.toByteArray();
    }

    static byte[] reset(int code) {
        return frame(RST_STREAM, 0, FIRST_STREAM, (byte) 0, (byte) 0, (byte) 0, (byte) code);
    }

    /** Says that not even the first stream has been processed. */
    static byte[] goAway() {
        return frame(GOAWAY, 0, 0, new byte[8]);
    }

    private static byte[] frame(int type, int flags, int stream, byte... payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {
            (byte) (payload.length >> 16),
            (byte) (payload.length >> 8),
            (byte) payload.length,
            (byte) type,
            (byte) flags
        });
        frame.writeBytes(new byte[] {0, 0, 0, (byte) stream});
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    String url(String scheme) {
        return scheme + "://localhost:" + listener.getLocalPort() + "/";
    }

    private void accept(byte[] frames, Then then) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                start(() -> serve(socket, frames, then));
            } catch (IOException e) {
                // A closed listener ends the loop.
            }
        }
    }

    private static void serve(Socket socket, byte[] frames, Then then) {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            in.readFully(new byte[PREFACE]);
            out.write(frame(SETTINGS, 0, 0));
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                in.readInt();
                in.readFully(new byte[length]);
                if (type == SETTINGS && flags != ACK) {
                    out.write(frame(SETTINGS, ACK, 0));
                } else if (type == HEADERS) {
                    out.write(frames);
                    out.flush();
                    end(socket, then);
                }
            }
        } catch (IOException e) {
            // The client has gone, or this server.
        }
    }

    private static void end(Socket socket, Then then) throws IOException {
        if (then == Then.RESET) {
            socket.setSoLinger(true, 0);
        }
        if (then != Then.HOLD) {
            socket.close();
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "raw-h2-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
