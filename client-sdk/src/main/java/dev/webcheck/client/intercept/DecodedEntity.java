package dev.webcheck.client.intercept;

import org.apache.hc.core5.http.HttpEntity;

/** What the application gets of a body that was decoded: its end is the end of the body. */
final class DecodedEntity extends RecordedEntity {

    DecodedEntity(HttpEntity entity, ResponseBody body) {
        super(entity, body);
    }

    @Override
    void advanced(long bytes) {
        body().decoded(bytes);
    }

    @Override
    void reached() {
        body().decodedToEnd();
    }
}
