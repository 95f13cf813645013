CREATE TABLE `substitutes` (
	`id` integer PRIMARY KEY NOT NULL,
	`person` integer NOT NULL,
	`substitute` integer NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`reason` text NOT NULL,
	`ended_on` text,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`substitute`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `substitutes_person` ON `substitutes` (`person`);--> statement-breakpoint
CREATE INDEX `substitutes_substitute` ON `substitutes` (`substitute`);--> statement-breakpoint
ALTER TABLE `groups` ADD `kind` text DEFAULT 'unit' NOT NULL;--> statement-breakpoint
ALTER TABLE `groups` ADD `hours_from` integer;--> statement-breakpoint
ALTER TABLE `groups` ADD `hours_to` integer;--> statement-breakpoint
UPDATE `groups` SET `kind` = 'office' WHERE `unit` IS NULL;
