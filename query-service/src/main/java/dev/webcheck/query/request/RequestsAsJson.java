package dev.webcheck.query.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.webcheck.store.read.request.RecordedRequest;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Has requests written by {@link RequestJsonSerializer}, wherever they stand in an answer. */
@Singleton
class RequestsAsJson implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(
                new SimpleModule("requests").addSerializer(RecordedRequest.class, new RequestJsonSerializer()));
    }
}
