CREATE TABLE `meters` (
	`platform` text NOT NULL,
	`month` text NOT NULL,
	`calls` integer DEFAULT 0 NOT NULL,
	`exhausted_at` integer,
	PRIMARY KEY(`platform`, `month`)
);
--> statement-breakpoint
ALTER TABLE `groups` ADD `unreachable_at` integer;--> statement-breakpoint
ALTER TABLE `groups` ADD `unreachable_why` text;--> statement-breakpoint
ALTER TABLE `identities` ADD `unreachable_at` integer;--> statement-breakpoint
ALTER TABLE `identities` ADD `unreachable_why` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `urgent` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `outbox` ADD `tried_at` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `read_at` integer;--> statement-breakpoint
CREATE INDEX `outbox_told` ON `outbox` (`person`);--> statement-breakpoint
CREATE INDEX `outbox_read` ON `outbox` (`id`) WHERE read_at is not null;