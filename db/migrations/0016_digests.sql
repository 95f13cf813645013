CREATE TABLE `digests` (
	`campaign` text NOT NULL,
	`week` text NOT NULL,
	`frozen_at` integer NOT NULL,
	`frozen_by` integer,
	`count` integer NOT NULL,
	`hash` text NOT NULL,
	`cells` text NOT NULL,
	`papers` text NOT NULL,
	`paragraph` text,
	`paragraph_by` integer,
	`sent_at` integer,
	PRIMARY KEY(`campaign`, `week`),
	FOREIGN KEY (`campaign`) REFERENCES `campaigns`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `standings` (
	`id` integer PRIMARY KEY NOT NULL,
	`issue` integer NOT NULL,
	`campaign` text NOT NULL,
	`unit` integer NOT NULL,
	`category` text NOT NULL,
	`fresh` integer NOT NULL,
	`status` text NOT NULL,
	`due` text,
	`settled` integer NOT NULL,
	`reported_at` integer NOT NULL,
	`closed_at` integer,
	`sent_back_at` integer,
	`started` integer NOT NULL,
	`until` integer NOT NULL,
	FOREIGN KEY (`issue`) REFERENCES `issues`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `standings_issue` ON `standings` (`issue`,`until`);--> statement-breakpoint
CREATE INDEX `standings_campaign` ON `standings` (`campaign`,`unit`,`until`);