ALTER TABLE `issues` ADD `replan_since` text;--> statement-breakpoint
CREATE INDEX `issues_replan` ON `issues` (`replan_since`,`unit`,`campaign`,`category`,`fresh`) WHERE replan_since is not null;