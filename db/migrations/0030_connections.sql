CREATE TABLE `connections` (
	`platform` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`since` integer NOT NULL,
	`heard_at` integer,
	`why` text
);
