-- The log is append-only, whoever holds the file.
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN
  SELECT RAISE(ABORT, 'events are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN
  SELECT RAISE(ABORT, 'events are never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER event_data_no_delete BEFORE DELETE ON event_data BEGIN
  SELECT RAISE(ABORT, 'event data are never deleted');
END;
--> statement-breakpoint
-- The one change allowed: data and salt go, and a redaction event of the log answers for it.
CREATE TRIGGER event_data_only_redacted BEFORE UPDATE ON event_data
WHEN NOT (
  NEW.n = OLD.n AND NEW.data IS NULL AND NEW.salt IS NULL AND OLD.redacted_by IS NULL
  AND EXISTS (SELECT 1 FROM events WHERE n = NEW.redacted_by AND type = 'redacted' AND n > NEW.n)
)
BEGIN
  SELECT RAISE(ABORT, 'event data are only ever redacted');
END;
--> statement-breakpoint
CREATE TRIGGER issues_no_delete BEFORE DELETE ON issues BEGIN
  SELECT RAISE(ABORT, 'issues are never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER issues_counted AFTER INSERT ON issues BEGIN
  INSERT INTO issue_counts (campaign, unit, category, status, count)
  VALUES (NEW.campaign, NEW.unit, NEW.category, NEW.status, 1)
  ON CONFLICT DO UPDATE SET count = count + 1;
END;
--> statement-breakpoint
CREATE TRIGGER issues_recounted AFTER UPDATE OF campaign, unit, category, status ON issues
WHEN NEW.campaign <> OLD.campaign OR NEW.unit <> OLD.unit OR NEW.category <> OLD.category OR NEW.status <> OLD.status
BEGIN
  UPDATE issue_counts SET count = count - 1
  WHERE campaign = OLD.campaign AND unit = OLD.unit AND category = OLD.category AND status = OLD.status;
  INSERT INTO issue_counts (campaign, unit, category, status, count)
  VALUES (NEW.campaign, NEW.unit, NEW.category, NEW.status, 1)
  ON CONFLICT DO UPDATE SET count = count + 1;
END;
