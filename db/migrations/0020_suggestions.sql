CREATE TABLE `suggestions` (
	`id` integer PRIMARY KEY NOT NULL,
	`serial` text NOT NULL,
	`kind` text NOT NULL,
	`date` text NOT NULL,
	`advice` text NOT NULL,
	`campaign` text NOT NULL,
	`unit` integer NOT NULL,
	`category` text NOT NULL,
	`rung` integer NOT NULL,
	`raised_at` integer NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`decided_by` integer,
	`ended_at` integer,
	`reason` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `suggestions_once` ON `suggestions` (`serial`,`kind`,`date`,`advice`);--> statement-breakpoint
CREATE INDEX `suggestions_open` ON `suggestions` (`raised_at`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `suggestions_decided` ON `suggestions` (`ended_at`) WHERE decided_by is not null;--> statement-breakpoint
CREATE INDEX `suggestions_campaign` ON `suggestions` (`campaign`,`raised_at`,`ended_at`,`unit`,`category`);