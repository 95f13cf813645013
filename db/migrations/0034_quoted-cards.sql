ALTER TABLE `outbox` ADD `quoted_as` text;--> statement-breakpoint
CREATE INDEX `outbox_quoted` ON `outbox` (`platform`,`quoted_as`) WHERE quoted_as is not null;