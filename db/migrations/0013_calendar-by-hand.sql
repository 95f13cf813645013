CREATE TABLE `mended_days` (
	`day` text PRIMARY KEY NOT NULL,
	`workday` integer NOT NULL,
	`reason` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `calendar_days` ADD `arrangement` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `calendar_days` SET `arrangement` = CAST(substr(`day`, 1, 4) AS integer) + (substr(`day`, 6, 2) = '12' AND `name` = '元旦');
