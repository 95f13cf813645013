DROP INDEX `outbox_due`;--> statement-breakpoint
ALTER TABLE `outbox` ADD `rank` text DEFAULT 'notice' NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`rank`,`next_at`) WHERE state = 'queued';