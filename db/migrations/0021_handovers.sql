CREATE TABLE `handovers` (
	`id` integer PRIMARY KEY NOT NULL,
	`leaver` integer NOT NULL,
	`successor` integer NOT NULL,
	`unit` integer NOT NULL,
	`status` text NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer NOT NULL,
	`handover` text NOT NULL,
	FOREIGN KEY (`leaver`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`successor`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `handovers_leaver` ON `handovers` (`leaver`);--> statement-breakpoint
CREATE INDEX `handovers_successor` ON `handovers` (`successor`,`status`);--> statement-breakpoint
CREATE INDEX `handovers_running` ON `handovers` (`id`) WHERE status = 'running';--> statement-breakpoint
CREATE TABLE `holders` (
	`person` integer NOT NULL,
	`unit` integer NOT NULL,
	`as` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`person`, `unit`, `as`)
);
