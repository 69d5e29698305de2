-- Everything here is additive: workers of the version before go on writing beside those of this one.

ALTER TABLE instance
    -- how many of its begins are recorded; null where they were not counted from the first one on
    ADD COLUMN recorded bigint;
ALTER TABLE instance
    ALTER COLUMN recorded SET DEFAULT 0;

-- Lists of instances, the newest first.
CREATE INDEX instance_time ON instance (first_heard_at, id);

-- The log is in order, so when a sign is met, all begins that it counts have been met. What a sign told is kept together with
-- what was recorded at that moment, for two signs of an hour: the first one whose bound lies in it, and the latest of these
-- before which no request of a later hour had begun.
ALTER TABLE instance_hour
    ADD COLUMN first_told     bigint,
    ADD COLUMN first_recorded bigint,
    ADD COLUMN last_told      bigint,
    ADD COLUMN last_recorded  bigint,
    -- how often it was written by a worker that counts the begins of the instance by itself
    ADD COLUMN writes         bigint NOT NULL DEFAULT 0;

-- Workers of the version before do not know the column, so what they record is counted here.
CREATE FUNCTION count_begins_for_older_workers() RETURNS trigger
    LANGUAGE plpgsql AS
$$
DECLARE
    begins bigint := new.in_flight + new.completed + new.failed + new.cancelled + new.abandoned + new.crashed + new.unknown;
BEGIN
    IF tg_op = 'UPDATE' THEN
        begins := begins - old.in_flight - old.completed - old.failed - old.cancelled - old.abandoned - old.crashed
                  - old.unknown;
    END IF;
    UPDATE instance SET recorded = recorded + begins WHERE id = new.instance_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER first_of_older_workers
    AFTER INSERT ON instance_hour
    FOR EACH ROW WHEN (new.writes = 0)
EXECUTE FUNCTION count_begins_for_older_workers();

CREATE TRIGGER further_of_older_workers
    AFTER UPDATE ON instance_hour
    FOR EACH ROW WHEN (new.writes = old.writes)
EXECUTE FUNCTION count_begins_for_older_workers();
