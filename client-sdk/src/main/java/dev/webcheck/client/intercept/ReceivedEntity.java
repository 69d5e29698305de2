package dev.webcheck.client.intercept;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** The body of a response as it comes from its connection, unchanged, which counts all that is read of it. */
final class ReceivedEntity extends HttpEntityWrapper {

    private final ResponseBody body;
    private @Nullable InputStream content;
    private @Nullable ReceivedStream counted;

    ReceivedEntity(HttpEntity entity, ResponseBody body) {
        super(entity);
        this.body = body;
    }

    /** The same stream each time, as the connection has one stream for a body. */
    @Override
    public InputStream getContent() throws IOException {
        InputStream present = super.getContent();
        ReceivedStream known = counted;
        if (known == null || present != content) {
            if (present == null) {
                return present;
            }
            known = new ReceivedStream(present, body);
            content = present;
            counted = known;
        }
        return known;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        AbstractHttpEntity.writeTo(this, out);
    }

    /** Closing the entity of a connection is closing its stream. */
    @Override
    public void close() throws IOException {
        InputStream present = getContent();
        if (present instanceof ReceivedStream stream && stream.readsToEndAtClose()) {
            stream.close();
        } else {
            super.close();
        }
    }
}
