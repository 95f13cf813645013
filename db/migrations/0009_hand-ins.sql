CREATE TABLE `campaign_units` (
	`campaign` text NOT NULL,
	`unit` integer NOT NULL,
	`takes_part` integer NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`campaign`, `unit`),
	FOREIGN KEY (`campaign`) REFERENCES `campaigns`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `hand_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign` text NOT NULL,
	`unit` integer,
	`status` text NOT NULL,
	`late` integer NOT NULL,
	`zero` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer NOT NULL,
	`hand_in` text NOT NULL,
	FOREIGN KEY (`campaign`) REFERENCES `campaigns`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `hand_ins_campaign` ON `hand_ins` (`campaign`,`unit`,`zero`,`status`,`late`,`id`);--> statement-breakpoint
ALTER TABLE `fetches` ADD `paper` text;