CREATE TABLE `traces` (
	`kind` text NOT NULL,
	`hash` text NOT NULL,
	`issue` integer NOT NULL,
	PRIMARY KEY(`kind`, `hash`, `issue`),
	FOREIGN KEY (`issue`) REFERENCES `issues`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `traces_issue` ON `traces` (`issue`);