ALTER TABLE `meters` ADD `pushes` integer;--> statement-breakpoint
ALTER TABLE `meters` ADD `pushes_ended_at` integer;