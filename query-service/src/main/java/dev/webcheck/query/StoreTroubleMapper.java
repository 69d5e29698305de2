package dev.webcheck.query;

import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells the trouble of the database without its words. */
@ApplicationScoped
class StoreTroubleMapper {

    private static final Logger LOG = Logger.getLogger(StoreTroubleMapper.class);

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException trouble) {
        LOG.warnf("%s (%s)", trouble.getMessage(), trouble.getCause());
        return Problems.databaseAway(StoreWords.of(trouble.state())).toResponse();
    }

    @ServerExceptionMapper
    Response tooSlow(StoreTimeoutException trouble) {
        LOG.warn(trouble.getMessage());
        return Problems.tooSlow().toResponse();
    }
}
