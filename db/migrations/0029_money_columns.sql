ALTER TABLE `issues` ADD `confirmed` integer;--> statement-breakpoint
ALTER TABLE `issues` ADD `settled` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `issues` ADD `unproven` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `issues_money` ON `issues` (`campaign`,`unit`,`category`,`status`,`involved`,`confirmed`,`settled`,`unproven`);