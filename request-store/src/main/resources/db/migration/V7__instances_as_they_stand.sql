-- Lists of instances: those that live, the newest first, then the others, those first that died or stopped last. A heartbeat changes
-- none of this, so its update still writes no index. The strongest lock goes first, so that nobody waits for one another.
DROP INDEX instance_time;
CREATE INDEX instance_standing ON instance ((state = 'ALIVE'), coalesce(verdict_at, first_heard_at), id);
