package dev.webcheck.ingest.body;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Inflates all members of a gzip file (RFC 1952). The stream of the JDK takes bytes after a member that are no member for
 * the end, while here they are an error, since events may be in them; and it needs more stack for each empty member.
 */
final class GzipInput extends InputStream {

    private static final int MAGIC = 0x8B1F;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream raw;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[8192];
    private int position;
    private int limit;
    private boolean inMember;
    private boolean ended;

    GzipInput(InputStream raw) throws IOException {
        this.raw = raw;
        readHeader();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = 0;
        while (count == 0 && length > 0 && nextMember()) {
            count = inflate(into, offset, length);
            crc.update(into, offset, count);
            if (inflater.finished()) {
                readTrailer();
            }
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        raw.close();
    }

    private boolean nextMember() throws IOException {
        if (!inMember && !ended) {
            ended = position == limit && !fill();
            if (!ended) {
                readHeader();
            }
        }
        return !ended;
    }

    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            if (inflater.needsInput()) {
                if (position == limit && !fill()) {
                    throw new EOFException();
                }
                inflater.setInput(buffer, position, limit - position);
            }
            int count = inflater.inflate(into, offset, length);
            position = limit - inflater.getRemaining();
            if (inflater.needsDictionary()) {
                throw new ZipException("a dictionary is needed");
            }
            return count;
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    private void readHeader() throws IOException {
        if (readShort() != MAGIC || readByte() != DEFLATE) {
            throw new ZipException("no gzip member");
        }
        int flags = readByte();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(readShort());
        }
        skipText((flags & NAME) != 0);
        skipText((flags & COMMENT) != 0);
        skip((flags & HEADER_CRC) != 0 ? 2 : 0);
        inMember = true;
    }

    private void readTrailer() throws IOException {
        long checksum = readShort() | (long) readShort() << 16;
        long size = readShort() | (long) readShort() << 16;
        if (checksum != crc.getValue() || size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new ZipException("the content does not match its checksum");
        }
        inflater.reset();
        crc.reset();
        inMember = false;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            readByte();
        }
    }

    private void skipText(boolean there) throws IOException {
        int last = there ? readByte() : 0;
        while (last != 0) {
            last = readByte();
        }
    }

    private int readShort() throws IOException {
        return readByte() | readByte() << 8;
    }

    private int readByte() throws IOException {
        if (position == limit && !fill()) {
            throw new EOFException();
        }
        return buffer[position++] & 0xFF;
    }

    private boolean fill() throws IOException {
        limit = Math.max(0, raw.read(buffer, 0, buffer.length));
        position = 0;
        return limit > 0;
    }
}
