package dev.webcheck.store.write;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/**
 * A database that is told when to break: just before a commit, so that all is as if it had not been, or just after it, so that the
 * worker does not hear of it. Connections are kept and handed out again.
 */
final class UnreliableDatabase {

    /** When the next commit of a thread breaks. */
    enum Break {
        NEVER,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    /** The worker was killed. */
    static final class KilledException extends SQLException {
        private static final long serialVersionUID = 1L;
    }

    private final DataSource real;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Break> next = ThreadLocal.withInitial(() -> Break.NEVER);

    UnreliableDatabase(DataSource real) {
        this.real = real;
    }

    void breakNext(Break when) {
        next.set(when);
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getConnection")) {
                        Connection kept = idle.poll();
                        return unreliable(kept == null ? real.getConnection() : kept);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    void close() throws SQLException {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }

    private Connection unreliable(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "close" -> {
                            connection.setAutoCommit(true);
                            idle.add(connection);
                            return null;
                        }
                        case "commit" -> {
                            commit(connection);
                            return null;
                        }
                        default -> {
                            try {
                                return method.invoke(connection, args);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    }
                });
    }

    private void commit(Connection connection) throws SQLException {
        Break when = next.get();
        next.set(Break.NEVER);
        if (when == Break.BEFORE_COMMIT) {
            throw new KilledException();
        }
        connection.commit();
        if (when == Break.AFTER_COMMIT) {
            throw new KilledException();
        }
    }
}
