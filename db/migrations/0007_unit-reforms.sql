CREATE TABLE `former_names` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`unit` integer NOT NULL,
	`until` text NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `former_names_name` ON `former_names` (`name`);--> statement-breakpoint
ALTER TABLE `people` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `units` ADD `ended_on` text;--> statement-breakpoint
ALTER TABLE `units` ADD `successors` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `units` ADD `version` integer DEFAULT 1 NOT NULL;