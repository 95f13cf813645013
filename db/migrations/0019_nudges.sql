CREATE TABLE `nudges` (
	`id` integer PRIMARY KEY NOT NULL,
	`subject_kind` text NOT NULL,
	`subject` text NOT NULL,
	`kind` text NOT NULL,
	`campaign` text NOT NULL,
	`date` text NOT NULL,
	`rung` integer NOT NULL,
	`receiver` text NOT NULL,
	`stands_for` integer,
	`urgent` integer NOT NULL,
	`state` text NOT NULL,
	`why` text,
	`raised_at` integer NOT NULL,
	`outbox` integer,
	`read_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `nudges_once` ON `nudges` (`subject_kind`,`subject`,`kind`,`date`,`rung`,`receiver`);--> statement-breakpoint
CREATE INDEX `nudges_waiting` ON `nudges` (`receiver`) WHERE state = 'due' and outbox is null;--> statement-breakpoint
CREATE INDEX `nudges_outbox` ON `nudges` (`outbox`) WHERE outbox is not null;--> statement-breakpoint
CREATE TABLE `watches` (
	`subject_kind` text NOT NULL,
	`subject` text NOT NULL,
	`kind` text NOT NULL,
	`campaign` text NOT NULL,
	`date` text,
	`within` integer,
	`held` integer DEFAULT false NOT NULL,
	`armed_at` integer NOT NULL,
	`rung` integer,
	`next_on` text NOT NULL,
	PRIMARY KEY(`subject_kind`, `subject`, `kind`)
);
--> statement-breakpoint
CREATE INDEX `watches_next` ON `watches` (`next_on`);