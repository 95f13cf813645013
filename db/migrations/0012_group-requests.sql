CREATE TABLE `group_requests` (
	`platform` text NOT NULL,
	`chat_id` text NOT NULL,
	`name` text,
	`person` integer,
	`asked_at` integer NOT NULL,
	`refused_at` integer,
	PRIMARY KEY(`platform`, `chat_id`),
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
