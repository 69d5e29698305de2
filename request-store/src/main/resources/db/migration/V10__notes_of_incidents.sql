-- What people wrote down about the death of an instance. It belongs to the instance, so that it is still there where a death is taken
-- back; nothing refers to another table, so that nobody waits for who records.
CREATE TABLE incident_note (
    id          uuid        NOT NULL PRIMARY KEY,
    instance_id uuid        NOT NULL,
    author      text        CHECK (char_length(author) BETWEEN 1 AND 100),
    text        text        NOT NULL CHECK (char_length(text) BETWEEN 1 AND 4000),
    -- by the clock of the query service
    created_at  timestamptz NOT NULL,
    -- how often it was changed
    version     integer     NOT NULL
);

CREATE INDEX incident_note_instance ON incident_note (instance_id, created_at, id);
