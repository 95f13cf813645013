-- REPLACE takes rows away without firing a delete trigger, so what is there is guarded when something is put in.
CREATE TRIGGER events_only_appended BEFORE INSERT ON events
WHEN NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM events)
  OR EXISTS (
    SELECT 1 FROM events
    WHERE subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id AND seq = NEW.seq
  )
BEGIN
  SELECT RAISE(ABORT, 'events are only ever appended');
END;
--> statement-breakpoint
CREATE TRIGGER event_data_only_once BEFORE INSERT ON event_data
WHEN EXISTS (SELECT 1 FROM event_data WHERE n = NEW.n)
BEGIN
  SELECT RAISE(ABORT, 'event data are written once');
END;
--> statement-breakpoint
CREATE TRIGGER issues_only_once BEFORE INSERT ON issues
WHEN EXISTS (SELECT 1 FROM issues WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM issues WHERE serial = NEW.serial)
BEGIN
  SELECT RAISE(ABORT, 'issues are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER issues_keep_serial BEFORE UPDATE OF id, serial ON issues
WHEN NEW.id <> OLD.id OR NEW.serial <> OLD.serial
BEGIN
  SELECT RAISE(ABORT, 'issues keep their serial');
END;
--> statement-breakpoint
DROP TRIGGER event_data_only_redacted;
--> statement-breakpoint
-- The one change allowed: data and salt go, and a later redaction names this very event. A redaction itself stays.
CREATE TRIGGER event_data_only_redacted BEFORE UPDATE ON event_data
WHEN NOT (
  NEW.n = OLD.n AND NEW.data IS NULL AND NEW.salt IS NULL AND OLD.redacted_by IS NULL
  AND EXISTS (SELECT 1 FROM events WHERE n = NEW.redacted_by AND type = 'redacted' AND n > NEW.n)
  AND NOT EXISTS (SELECT 1 FROM events WHERE n = NEW.n AND type = 'redacted')
  AND EXISTS (
    SELECT 1 FROM event_data AS redaction, json_each(redaction.data, '$.events') AS named
    WHERE redaction.n = NEW.redacted_by AND named.value = NEW.n
  )
)
BEGIN
  SELECT RAISE(ABORT, 'event data are only ever redacted');
END;
