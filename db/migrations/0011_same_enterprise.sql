ALTER TABLE `issues` ADD `title_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `issues` ADD `enterprise_key` text;--> statement-breakpoint
ALTER TABLE `issues` ADD `credit_code` text;--> statement-breakpoint
ALTER TABLE `issues` ADD `involved` integer;--> statement-breakpoint
CREATE INDEX `issues_title` ON `issues` (`unit`,`title_key`);--> statement-breakpoint
CREATE INDEX `issues_enterprise` ON `issues` (`enterprise_key`,`involved`) WHERE enterprise_key is not null;--> statement-breakpoint
CREATE INDEX `issues_credit_code` ON `issues` (`credit_code`) WHERE credit_code is not null;