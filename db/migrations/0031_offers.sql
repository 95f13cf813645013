CREATE TABLE `offers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`platform` text NOT NULL,
	`receiver` text NOT NULL,
	`outbox` integer NOT NULL,
	`number` integer,
	`words` text NOT NULL,
	`value` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `offers_receiver` ON `offers` (`platform`,`receiver`,`outbox`);--> statement-breakpoint
CREATE INDEX `offers_at` ON `offers` (`at`);