ALTER TABLE `identities` ADD `preferred_at` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `tried_on` text;