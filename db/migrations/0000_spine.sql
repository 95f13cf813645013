CREATE TABLE `binding_tries` (
	`id` integer PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`external_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `binding_tries_at` ON `binding_tries` (`at`);--> statement-breakpoint
CREATE TABLE `calendar_days` (
	`day` text PRIMARY KEY NOT NULL,
	`workday` integer NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `campaigns` (
	`code` text PRIMARY KEY NOT NULL,
	`campaign` text NOT NULL,
	`started_at` integer NOT NULL,
	`last_number` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `conversations` (
	`person` integer PRIMARY KEY NOT NULL,
	`serial` text,
	`draft` text,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`person` integer NOT NULL,
	`form` text NOT NULL,
	`serial` text,
	`seen` integer,
	`values` text NOT NULL,
	`asking` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`used_at` integer,
	`used_for` text
);
--> statement-breakpoint
CREATE INDEX `drafts_person` ON `drafts` (`person`,`form`,`serial`);--> statement-breakpoint
CREATE TABLE `event_data` (
	`n` integer PRIMARY KEY NOT NULL,
	`salt` text,
	`data` text,
	`redacted_by` integer,
	FOREIGN KEY (`n`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`redacted_by`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `events` (
	`n` integer PRIMARY KEY NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`actor` integer,
	`door` text NOT NULL,
	`at` integer NOT NULL,
	`data_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_subject` ON `events` (`subject_kind`,`subject_id`,`seq`);--> statement-breakpoint
CREATE TABLE `fetches` (
	`id` integer PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`token` text NOT NULL,
	`name` text NOT NULL,
	`image` integer NOT NULL,
	`person` integer NOT NULL,
	`serial` text,
	`state` text DEFAULT 'queued' NOT NULL,
	`sha256` text,
	`size` integer,
	`type` text,
	`created_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer,
	`lease_until` integer,
	`last_error` text,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `fetches_due` ON `fetches` (`next_at`) WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX `fetches_serial` ON `fetches` (`serial`,`state`);--> statement-breakpoint
CREATE INDEX `fetches_person` ON `fetches` (`person`,`state`);--> statement-breakpoint
CREATE TABLE `groups` (
	`platform` text NOT NULL,
	`chat_id` text NOT NULL,
	`unit` integer,
	`bound_at` integer NOT NULL,
	PRIMARY KEY(`platform`, `chat_id`),
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `identities` (
	`platform` text NOT NULL,
	`external_id` text NOT NULL,
	`person` integer NOT NULL,
	`bound_at` integer NOT NULL,
	PRIMARY KEY(`platform`, `external_id`),
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_person` ON `identities` (`person`,`platform`);--> statement-breakpoint
CREATE TABLE `inbox` (
	`platform` text NOT NULL,
	`event_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`platform`, `event_id`)
);
--> statement-breakpoint
CREATE INDEX `inbox_at` ON `inbox` (`at`);--> statement-breakpoint
CREATE TABLE `invites` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`person` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `issue_counts` (
	`campaign` text NOT NULL,
	`unit` integer NOT NULL,
	`category` text NOT NULL,
	`status` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`campaign`, `unit`, `category`, `status`)
);
--> statement-breakpoint
CREATE TABLE `issues` (
	`id` integer PRIMARY KEY NOT NULL,
	`serial` text NOT NULL,
	`campaign` text NOT NULL,
	`unit` integer NOT NULL,
	`category` text NOT NULL,
	`status` text NOT NULL,
	`due` text,
	`deadline_key` text NOT NULL,
	`delegate` integer,
	`haystack` text NOT NULL,
	`changed_at` integer NOT NULL,
	`version` integer NOT NULL,
	`issue` text NOT NULL,
	FOREIGN KEY (`campaign`) REFERENCES `campaigns`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `issues_serial_unique` ON `issues` (`serial`);--> statement-breakpoint
CREATE INDEX `issues_status` ON `issues` (`status`);--> statement-breakpoint
CREATE INDEX `issues_unit` ON `issues` (`unit`,`status`);--> statement-breakpoint
CREATE INDEX `issues_campaign` ON `issues` (`campaign`,`status`);--> statement-breakpoint
CREATE INDEX `issues_due` ON `issues` (`due`) WHERE due is not null;--> statement-breakpoint
CREATE INDEX `issues_deadline` ON `issues` (`deadline_key`);--> statement-breakpoint
CREATE INDEX `issues_changed` ON `issues` (`changed_at`);--> statement-breakpoint
CREATE INDEX `issues_delegate` ON `issues` (`delegate`) WHERE delegate is not null;--> statement-breakpoint
CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `login_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`person` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY NOT NULL,
	`dedupe_key` text NOT NULL,
	`person` integer,
	`platform` text,
	`address` text,
	`message` text NOT NULL,
	`serial` text,
	`state` text DEFAULT 'queued' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`next_at` integer,
	`lease_until` integer,
	`sent_at` integer,
	`sent_to` text,
	`message_id` text,
	`last_error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_dedupe_key_unique` ON `outbox` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`next_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `outbox_message` ON `outbox` (`platform`,`message_id`);--> statement-breakpoint
CREATE INDEX `outbox_state` ON `outbox` (`state`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`title` text,
	`phone` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_phone` ON `people` (`phone`);--> statement-breakpoint
CREATE INDEX `people_name` ON `people` (`name`);--> statement-breakpoint
CREATE TABLE `posts` (
	`person` integer NOT NULL,
	`unit` integer NOT NULL,
	`role` text NOT NULL,
	`scope` text NOT NULL,
	PRIMARY KEY(`person`, `unit`, `role`),
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `posts_unit` ON `posts` (`unit`);--> statement-breakpoint
CREATE INDEX `posts_role` ON `posts` (`role`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`person` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `units` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text,
	`parent` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `units_name_unique` ON `units` (`name`);