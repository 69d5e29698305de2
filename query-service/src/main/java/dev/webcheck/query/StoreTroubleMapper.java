package dev.webcheck.query;

import dev.webcheck.query.problem.Problems;
import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells the trouble of the database without its words. */
@ApplicationScoped
class StoreTroubleMapper {

    private static final Logger LOG = Logger.getLogger(StoreTroubleMapper.class);

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException trouble, UriInfo uri) {
        LOG.warnf("%s (%s)", trouble.getMessage(), trouble.getCause());
        return Problems.databaseAway(StoreWords.of(trouble.state()), uri).toResponse();
    }

    @ServerExceptionMapper
    Response tooSlow(StoreTimeoutException trouble, UriInfo uri) {
        LOG.warn(trouble.getMessage());
        return Problems.tooSlow(uri).toResponse();
    }
}
