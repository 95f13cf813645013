ALTER TABLE `issues` ADD `appeal_since` text;--> statement-breakpoint
ALTER TABLE `issues` ADD `flagged` text;--> statement-breakpoint
CREATE INDEX `issues_appeal` ON `issues` (`appeal_since`,`unit`,`campaign`,`category`,`fresh`) WHERE appeal_since is not null;--> statement-breakpoint
CREATE INDEX `issues_flagged` ON `issues` (`flagged`,`unit`,`campaign`,`category`,`fresh`) WHERE flagged is not null;