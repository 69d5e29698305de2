-- A statement that waits for a table's lock holds up all who come after it, readers too. So a migration gives up soon, and the
-- whole of it is tried again. Less than the deadlock_timeout, a second, so that it is never a worker who has to give way.
SET LOCAL lock_timeout = '500ms';
