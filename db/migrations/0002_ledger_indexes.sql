DROP INDEX `issues_unit`;--> statement-breakpoint
DROP INDEX `issues_campaign`;--> statement-breakpoint
DROP INDEX `issues_due`;--> statement-breakpoint
CREATE INDEX `issues_unit_status` ON `issues` (`unit`,`status`);--> statement-breakpoint
CREATE INDEX `issues_campaign_status` ON `issues` (`campaign`,`status`);--> statement-breakpoint
CREATE INDEX `issues_unit` ON `issues` (`unit`);--> statement-breakpoint
CREATE INDEX `issues_campaign` ON `issues` (`campaign`);--> statement-breakpoint
CREATE INDEX `issues_due` ON `issues` (`due`,`unit`,`campaign`,`category`,`status`) WHERE due is not null;