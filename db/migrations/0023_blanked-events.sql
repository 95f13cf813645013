DROP TRIGGER event_data_only_redacted;
--> statement-breakpoint
-- The one change allowed: words go, and a later redaction names this very event; it says the sum of what it left, which
-- verifying the log compares. What was redacted once may be again, by a later one. A redaction itself stays.
CREATE TRIGGER event_data_only_redacted BEFORE UPDATE ON event_data
WHEN NOT (
  NEW.n = OLD.n AND NEW.salt IS NULL AND NEW.redacted_by IS NOT NULL
  AND (OLD.redacted_by IS NULL OR (OLD.data IS NOT NULL AND OLD.redacted_by < NEW.redacted_by))
  AND EXISTS (SELECT 1 FROM events WHERE n = NEW.redacted_by AND type = 'redacted' AND n > NEW.n)
  AND NOT EXISTS (SELECT 1 FROM events WHERE n = NEW.n AND type = 'redacted')
  AND EXISTS (
    SELECT 1 FROM event_data AS redaction, json_each(redaction.data, '$.events') AS named
    WHERE redaction.n = NEW.redacted_by AND named.value = NEW.n
  )
  AND (NEW.data IS NULL OR EXISTS (
    SELECT 1 FROM event_data AS redaction, json_each(redaction.data, '$.blanks') AS sum
    WHERE redaction.n = NEW.redacted_by AND sum.key = CAST(NEW.n AS TEXT)
  ))
)
BEGIN
  SELECT RAISE(ABORT, 'event data are only ever redacted');
END;
