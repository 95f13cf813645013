CREATE TABLE `redactions` (
	`id` integer PRIMARY KEY NOT NULL,
	`serial` text NOT NULL,
	`n` integer NOT NULL,
	`words` text,
	`sha256` text,
	`reason` text NOT NULL,
	`by` integer NOT NULL,
	`side` text NOT NULL,
	`at` integer NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`decided_by` integer,
	`decided_at` integer,
	FOREIGN KEY (`n`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `redactions_state` ON `redactions` (`state`);