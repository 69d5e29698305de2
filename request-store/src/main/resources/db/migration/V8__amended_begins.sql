-- Whether the begin that a row has was told with what was not known the first time: null unless it was. It then counts instead
-- of the first, in whichever order the two arrive.
ALTER TABLE request
    ADD COLUMN begin_amended boolean;
