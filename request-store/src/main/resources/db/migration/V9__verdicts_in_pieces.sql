-- Everything here is additive: workers of the version before go on writing beside those of this one.

ALTER TABLE instance
    -- in ticks: the longest silence after which a new request took a presumed death back, since the latest sign
    ADD COLUMN longest_silence                    integer NOT NULL DEFAULT 0,
    -- the deadline has decided every open request that started before this time; null where it has decided none
    ADD COLUMN overdue_before                     timestamptz,
    -- A change of the instance decides more open requests than one transaction may hold. The following transactions decide the
    -- requests with an id above verdicts_pending_after; null where none is left. The counts are those of the incident so far.
    ADD COLUMN verdicts_pending_at                timestamptz,
    ADD COLUMN verdicts_pending_after             uuid,
    ADD COLUMN verdicts_pending_not_sent          integer,
    ADD COLUMN verdicts_pending_possibly_executed integer,
    ADD COLUMN verdicts_pending_answer_lost       integer;

-- Whoever reads the partition next goes on with what a worker left undone.
CREATE INDEX instance_verdicts_pending ON instance (partition) WHERE verdicts_pending_at IS NOT NULL;
