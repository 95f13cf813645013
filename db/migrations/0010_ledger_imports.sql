CREATE TABLE `import_rows` (
	`import_id` text NOT NULL,
	`row` integer NOT NULL,
	`data` text NOT NULL,
	`outcome` text,
	PRIMARY KEY(`import_id`, `row`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign` text NOT NULL,
	`file` text NOT NULL,
	`person` integer,
	`created_at` integer NOT NULL,
	`taken_at` integer,
	`done_at` integer,
	`done_by` integer,
	FOREIGN KEY (`campaign`) REFERENCES `campaigns`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `imports_created` ON `imports` (`created_at`);