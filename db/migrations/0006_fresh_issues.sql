DROP INDEX `issues_due`;--> statement-breakpoint
ALTER TABLE `issues` ADD `fresh` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `issues_fresh` ON `issues` (`fresh`);--> statement-breakpoint
CREATE INDEX `issues_fresh_status` ON `issues` (`fresh`,`status`);--> statement-breakpoint
CREATE INDEX `issues_fresh_unit` ON `issues` (`fresh`,`unit`);--> statement-breakpoint
CREATE INDEX `issues_fresh_campaign` ON `issues` (`fresh`,`campaign`);--> statement-breakpoint
CREATE INDEX `issues_due` ON `issues` (`due`,`unit`,`campaign`,`category`,`status`,`fresh`) WHERE due is not null;--> statement-breakpoint
DROP TRIGGER issues_counted;
--> statement-breakpoint
DROP TRIGGER issues_recounted;
--> statement-breakpoint
DROP TABLE `issue_counts`;
--> statement-breakpoint
CREATE TABLE `issue_counts` (
	`campaign` text NOT NULL,
	`unit` integer NOT NULL,
	`category` text NOT NULL,
	`status` text NOT NULL,
	`fresh` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`campaign`, `unit`, `category`, `status`, `fresh`)
);
--> statement-breakpoint
INSERT INTO issue_counts (campaign, unit, category, status, fresh, count)
SELECT campaign, unit, category, status, fresh, count(*) FROM issues GROUP BY campaign, unit, category, status, fresh;
--> statement-breakpoint
CREATE TRIGGER issues_counted AFTER INSERT ON issues BEGIN
  INSERT INTO issue_counts (campaign, unit, category, status, fresh, count)
  VALUES (NEW.campaign, NEW.unit, NEW.category, NEW.status, NEW.fresh, 1)
  ON CONFLICT DO UPDATE SET count = count + 1;
END;
--> statement-breakpoint
CREATE TRIGGER issues_recounted AFTER UPDATE OF campaign, unit, category, status, fresh ON issues
WHEN NEW.campaign <> OLD.campaign OR NEW.unit <> OLD.unit OR NEW.category <> OLD.category
  OR NEW.status <> OLD.status OR NEW.fresh <> OLD.fresh
BEGIN
  UPDATE issue_counts SET count = count - 1
  WHERE campaign = OLD.campaign AND unit = OLD.unit AND category = OLD.category AND status = OLD.status
    AND fresh = OLD.fresh;
  INSERT INTO issue_counts (campaign, unit, category, status, fresh, count)
  VALUES (NEW.campaign, NEW.unit, NEW.category, NEW.status, NEW.fresh, 1)
  ON CONFLICT DO UPDATE SET count = count + 1;
END;
