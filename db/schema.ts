import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Door, Role } from '../core/actor.ts'
import type { CampaignState } from '../core/campaigns/campaign-life.ts'
import type { Campaign } from '../core/campaigns/campaign.ts'
import type { ImportCommand } from '../core/command.ts'
import type { ConnectionState } from '../core/connection.ts'
import type { Day, Month } from '../core/calendar/day.ts'
import type { OwedPaper } from '../core/digest/papers.ts'
import type { Cell } from '../core/digest/tally.ts'
import type { DutyId } from '../core/hand-ins/duty.ts'
import type { FormValues } from '../core/forms/form.ts'
import type { GroupKind } from '../core/issue/group.ts'
import type { HandIn, HandInStatus } from '../core/hand-ins/hand-in.ts'
import type { Handover, HandoverStatus } from '../core/handovers/handover.ts'
import type { Issue, Status, UnitId } from '../core/issue.ts'
import type { ChangedRow } from '../core/sheets/ledger-import.ts'
import type { ChatAddress, Message, Rank } from '../core/message.ts'
import type { Advice } from '../core/nudges/ladder.ts'
import type { SuggestionState } from '../core/nudges/suggestion.ts'
import type { DateKind } from '../core/nudges/watch.ts'
import type { RedactionSide } from '../core/redaction.ts'
import type { Refusal } from '../core/refusal.ts'

/*
 * Instants are epoch milliseconds, days are Asia/Shanghai 'YYYY-MM-DD', money is fen.
 * Triggers that keep the log append-only and the counts true are in migrations/ (drizzle-kit knows none).
 */

/** One office-wide chain over every subject. Personal text lies in event_data, which may be redacted. */
export const events = sqliteTable(
  'events',
  {
    n: integer().primaryKey(),
    subjectKind: text('subject_kind').$type<SubjectKind>().notNull(),
    subjectId: text('subject_id').notNull(),
    seq: integer().notNull(),
    type: text().notNull(),
    /** A person's id; null where the system acted. */
    actor: integer(),
    door: text().$type<Door>().notNull(),
    at: integer().notNull(),
    dataHash: text('data_hash').notNull(),
    hash: text().notNull(),
  },
  (t) => [uniqueIndex('events_subject').on(t.subjectKind, t.subjectId, t.seq)],
)
export type SubjectKind = 'issue' | 'handin' | 'handover' | 'campaign' | 'unit' | 'person' | 'group' | 'office'

/** Once redacted the salt is gone, and data is what was left of the words; the event that redacted them is named. */
export const eventData = sqliteTable('event_data', {
  n: integer()
    .primaryKey()
    .references(() => events.n),
  salt: text(),
  data: text({ mode: 'json' }),
  redactedBy: integer('redacted_by').references(() => events.n),
})

/** A projection: the fold of an issue's events, with the columns lists are filtered and sorted by. */
export const issues = sqliteTable(
  'issues',
  {
    id: integer().primaryKey(),
    serial: text().notNull().unique(),
    campaign: text()
      .notNull()
      .references(() => campaigns.code),
    unit: integer()
      .notNull()
      .references(() => units.id),
    category: text().notNull(),
    status: text().$type<Status>().notNull(),
    /** The date the unit's work runs against; null while none does. Overdue = due < today. */
    due: text().$type<Day>(),
    /** Deadline for sorting, '9999-12-31' where there is none yet. */
    deadlineKey: text('deadline_key').notNull(),
    delegate: integer(),
    /** Since when a request for more time waits for an answer; null while none does. */
    extensionSince: text('extension_since').$type<Day>(),
    /** Since when an appeal waits for an answer; null while none does. */
    appealSince: text('appeal_since').$type<Day>(),
    /** 标记: whether anything is suspected, confirmed or both. */
    flagged: text().$type<'suspected' | 'confirmed' | 'both'>(),
    /** Since when 提请不予列入 waits for the director; null while none does. */
    dismissalSince: text('dismissal_since').$type<Day>(),
    /** Since when a new plan (调整方案) waits; null while none does. */
    replanSince: text('replan_since').$type<Day>(),
    /** Normalised text for search: serial, title, enterprise, cause, course, case number. */
    haystack: text().notNull(),
    /** 增量; else 存量. */
    fresh: integer({ mode: 'boolean' }).notNull().default(false),
    /** What finds issues that say the same, or are of one enterprise (see keyOf and enterprise.ts in core). */
    titleKey: text('title_key').notNull().default(''),
    enterpriseKey: text('enterprise_key'),
    creditCode: text('credit_code'),
    involved: integer(),
    /** Money as it is added up (see money-totals.ts), in fen; `unproven`: paid without a voucher. */
    confirmed: integer(),
    settled: integer().notNull().default(0),
    unproven: integer().notNull().default(0),
    changedAt: integer('changed_at').notNull(),
    version: integer().notNull(),
    issue: text({ mode: 'json' }).$type<Issue>().notNull(),
  },
  (t) => [
    // Each index ends with the row's id, so these give the newest first: with a state and without.
    index('issues_status').on(t.status),
    index('issues_unit').on(t.unit),
    index('issues_unit_status').on(t.unit, t.status),
    index('issues_campaign').on(t.campaign),
    index('issues_campaign_status').on(t.campaign, t.status),
    index('issues_fresh').on(t.fresh),
    index('issues_fresh_status').on(t.fresh, t.status),
    index('issues_fresh_unit').on(t.fresh, t.unit),
    index('issues_fresh_campaign').on(t.fresh, t.campaign),
    // Overdue issues are found and counted in this index alone, whatever else they are filtered by.
    index('issues_due')
      .on(t.due, t.unit, t.campaign, t.category, t.status, t.fresh)
      .where(sql`due is not null`),
    // So are those that wait for an answer about their time.
    index('issues_extension')
      .on(t.extensionSince, t.unit, t.campaign, t.category, t.fresh)
      .where(sql`extension_since is not null`),
    // And the few that a unit disputes, and that are flagged.
    index('issues_appeal')
      .on(t.appealSince, t.unit, t.campaign, t.category, t.fresh)
      .where(sql`appeal_since is not null`),
    index('issues_flagged')
      .on(t.flagged, t.unit, t.campaign, t.category, t.fresh)
      .where(sql`flagged is not null`),
    index('issues_dismissal')
      .on(t.dismissalSince, t.unit, t.campaign, t.category, t.fresh)
      .where(sql`dismissal_since is not null`),
    // And those whose new plan waits.
    index('issues_replan')
      .on(t.replanSince, t.unit, t.campaign, t.category, t.fresh)
      .where(sql`replan_since is not null`),
    // Money is added up in this index alone, whatever campaign it is of.
    index('issues_money').on(
      ...([t.campaign, t.unit, t.category, t.status] as const),
      ...([t.involved, t.confirmed, t.settled, t.unproven] as const),
    ),
    index('issues_title').on(t.unit, t.titleKey),
    index('issues_enterprise')
      .on(t.enterpriseKey, t.involved)
      .where(sql`enterprise_key is not null`),
    index('issues_credit_code')
      .on(t.creditCode)
      .where(sql`credit_code is not null`),
    index('issues_deadline').on(t.deadlineKey),
    index('issues_changed').on(t.changedAt),
    index('issues_delegate')
      .on(t.delegate)
      .where(sql`delegate is not null`),
  ],
)

/**
 * A projection: how each issue stood from one instant to another (see core/digest/standing.ts), so that the figures
 * as of any moment are found without reading the log.
 */
export const standings = sqliteTable(
  'standings',
  {
    id: integer().primaryKey(),
    issue: integer()
      .notNull()
      .references(() => issues.id),
    campaign: text().notNull(),
    unit: integer().notNull(),
    category: text().notNull(),
    fresh: integer({ mode: 'boolean' }).notNull(),
    status: text().$type<Status>().notNull(),
    due: text().$type<Day>(),
    settled: integer().notNull(),
    reportedAt: integer('reported_at').notNull(),
    closedAt: integer('closed_at'),
    sentBackAt: integer('sent_back_at'),
    started: integer().notNull(),
    until: integer().notNull(),
  },
  (t) => [
    index('standings_issue').on(t.issue, t.until),
    // A digest goes from unit to unit and reads what stood since its earliest moment.
    index('standings_campaign').on(t.campaign, t.unit, t.until),
  ],
)

/** How many issues stand where, kept by triggers: a page of 50 must not count 100,000. */
export const issueCounts = sqliteTable(
  'issue_counts',
  {
    campaign: text().notNull(),
    unit: integer().notNull(),
    category: text().notNull(),
    status: text().$type<Status>().notNull(),
    fresh: integer({ mode: 'boolean' }).notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaign, t.unit, t.category, t.status, t.fresh] })],
)

/**
 * What issues may have in common that each should have of its own: the bytes of a file, the words of a progress (see
 * core/signals.ts). Who else has it is one seek in the key.
 */
export const traces = sqliteTable(
  'traces',
  {
    kind: text().$type<TraceKind>().notNull(),
    hash: text().notNull(),
    issue: integer()
      .notNull()
      .references(() => issues.id),
  },
  (t) => [primaryKey({ columns: [t.kind, t.hash, t.issue] }), index('traces_issue').on(t.issue)],
)
export type TraceKind = 'file' | 'text'

/** An edition of the weekly digest, its figures frozen as of the end of its week. */
export const digests = sqliteTable(
  'digests',
  {
    campaign: text()
      .notNull()
      .references(() => campaigns.code),
    /** The Monday its week begins with. */
    week: text().$type<Day>().notNull(),
    frozenAt: integer('frozen_at').notNull(),
    /** null where the clock did. */
    frozenBy: integer('frozen_by'),
    /** Length and hash of the log at the end of the week. */
    count: integer().notNull(),
    hash: text().notNull(),
    cells: text({ mode: 'json' }).$type<readonly Cell[]>().notNull(),
    papers: text({ mode: 'json' }).$type<readonly OwedPaper[]>().notNull(),
    /** What the office adds in its own words. */
    paragraph: text(),
    paragraphBy: integer('paragraph_by'),
    sentAt: integer('sent_at'),
  },
  (t) => [primaryKey({ columns: [t.campaign, t.week] })],
)

export const campaigns = sqliteTable('campaigns', {
  code: text().primaryKey(),
  campaign: text({ mode: 'json' }).$type<Campaign>().notNull(),
  startedAt: integer('started_at').notNull(),
  state: text().$type<CampaignState>().notNull().default('running'),
  /** Last number given out; serials are never used again. */
  lastNumber: integer('last_number').notNull().default(0),
})

/** A projection: what has come of one duty to hand something in. A duty nothing has come of has no row. */
export const handIns = sqliteTable(
  'hand_ins',
  {
    id: text().primaryKey(),
    campaign: text()
      .notNull()
      .references(() => campaigns.code),
    /** The unit that owes it; null where a working group does. */
    unit: integer().references(() => units.id),
    status: text().$type<HandInStatus>().notNull(),
    late: integer({ mode: 'boolean' }).notNull(),
    /** A zero report stands or waits. */
    zero: integer({ mode: 'boolean' }).notNull(),
    changedAt: integer('changed_at').notNull(),
    version: integer().notNull(),
    handIn: text('hand_in', { mode: 'json' }).$type<HandIn>().notNull(),
  },
  // A page of all units reads this index alone.
  (t) => [index('hand_ins_campaign').on(t.campaign, t.unit, t.zero, t.status, t.late, t.id)],
)

/** A projection: everything of a person passing to a successor (交接), one row each. */
export const handovers = sqliteTable(
  'handovers',
  {
    id: integer().primaryKey(),
    leaver: integer()
      .notNull()
      .references(() => people.id),
    successor: integer()
      .notNull()
      .references(() => people.id),
    unit: integer()
      .notNull()
      .references(() => units.id),
    status: text().$type<HandoverStatus>().notNull(),
    changedAt: integer('changed_at').notNull(),
    version: integer().notNull(),
    handover: text({ mode: 'json' }).$type<Handover>().notNull(),
  },
  (t) => [
    index('handovers_leaver').on(t.leaver),
    index('handovers_successor').on(t.successor, t.status),
    index('handovers_running')
      .on(t.id)
      .where(sql`status = 'running'`),
  ],
)

/**
 * How many open issues of a unit name a person, in a plan or to verify, and are being handed over to nobody: what is
 * left of somebody who has gone is found without reading the ledger.
 */
export const holders = sqliteTable(
  'holders',
  {
    person: integer().notNull(),
    unit: integer().notNull(),
    as: text().$type<'unit' | 'delegate'>().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.person, t.unit, t.as] })],
)

/** Units that the office has put into a campaign or taken out of it by hand; all others as their people say. */
export const campaignUnits = sqliteTable(
  'campaign_units',
  {
    campaign: text()
      .notNull()
      .references(() => campaigns.code),
    unit: integer()
      .notNull()
      .references(() => units.id),
    takesPart: integer('takes_part', { mode: 'boolean' }).notNull(),
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaign, t.unit] })],
)

export const units = sqliteTable('units', {
  id: integer().primaryKey(),
  name: text().notNull().unique(),
  kind: text(),
  parent: integer(),
  endedOn: text('ended_on').$type<Day>(),
  /** Who took over when it ended, the one that got everything not given to another first. */
  successors: text({ mode: 'json' }).$type<readonly UnitId[]>().notNull().default([]),
  version: integer().notNull().default(1),
})

/** Names a unit had before it was renamed: lists and letters go on using them. */
export const formerNames = sqliteTable(
  'former_names',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    unit: integer()
      .notNull()
      .references(() => units.id),
    /** The day it was given up. */
    until: text().$type<Day>().notNull(),
  },
  (t) => [index('former_names_name').on(t.name)],
)

export const people = sqliteTable(
  'people',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    title: text(),
    phone: text(),
    /** Grows with every change of the person or their posts. */
    version: integer().notNull().default(1),
  },
  (t) => [uniqueIndex('people_phone').on(t.phone), index('people_name').on(t.name)],
)

export const posts = sqliteTable(
  'posts',
  {
    person: integer()
      .notNull()
      .references(() => people.id),
    unit: integer()
      .notNull()
      .references(() => units.id),
    role: text().$type<Role>().notNull(),
    /** Units as `#<id>` and category ids; empty = all. */
    scope: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.unit, t.role] }),
    index('posts_unit').on(t.unit),
    index('posts_role').on(t.role),
  ],
)

/** Who hears instead of somebody who is away, from day to day, both included. */
export const substitutes = sqliteTable(
  'substitutes',
  {
    id: integer().primaryKey(),
    person: integer()
      .notNull()
      .references(() => people.id),
    substitute: integer()
      .notNull()
      .references(() => people.id),
    from: text('from_day').$type<Day>().notNull(),
    to: text('to_day').$type<Day>().notNull(),
    reason: text().notNull(),
    /** From this day on it no longer counts, whatever `to` says. */
    endedOn: text('ended_on').$type<Day>(),
  },
  (t) => [index('substitutes_person').on(t.person), index('substitutes_substitute').on(t.substitute)],
)

/** Who a person is on a chat platform. One identity is one person; a person may have one on each platform. */
export const identities = sqliteTable(
  'identities',
  {
    platform: text().notNull(),
    externalId: text('external_id').notNull(),
    person: integer()
      .notNull()
      .references(() => people.id),
    boundAt: integer('bound_at').notNull(),
    /** Since when and why nothing reaches it (resigned, blocked the bot …); null while it does. */
    unreachableAt: integer('unreachable_at'),
    unreachableWhy: text('unreachable_why'),
    /** When its person last came to speak here rather than elsewhere: there they are answered and told. */
    preferredAt: integer('preferred_at'),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.externalId] }),
    uniqueIndex('identities_person').on(t.person, t.platform),
  ],
)

/** Binding codes, hashed; one use. */
export const invites = sqliteTable('invites', {
  codeHash: text('code_hash').primaryKey(),
  person: integer()
    .notNull()
    .references(() => people.id),
  expiresAt: integer('expires_at').notNull(),
  usedAt: integer('used_at'),
})

/** Wrong binding codes, for the limits by identity and by office. */
export const bindingTries = sqliteTable(
  'binding_tries',
  {
    id: integer().primaryKey(),
    platform: text().notNull(),
    externalId: text('external_id').notNull(),
    at: integer().notNull(),
  },
  (t) => [index('binding_tries_at').on(t.at)],
)

/** A group chat that counts: of a unit, of the office, or of all contacts (unit null for both). */
export const groups = sqliteTable(
  'groups',
  {
    platform: text().notNull(),
    chatId: text('chat_id').notNull(),
    unit: integer().references(() => units.id),
    boundAt: integer('bound_at').notNull(),
    kind: text().$type<GroupKind>().notNull().default('unit'),
    /** Its own hours in minutes of the day; null: the office's. */
    hoursFrom: integer('hours_from'),
    hoursTo: integer('hours_to'),
    /** Since when and why nothing reaches it (dissolved, the bot was removed); null while it does. */
    unreachableAt: integer('unreachable_at'),
    unreachableWhy: text('unreachable_why'),
  },
  (t) => [primaryKey({ columns: [t.platform, t.chatId] })],
)

/** A group chat the bot was brought into or spoken to in, until the office says whose it is. */
export const groupRequests = sqliteTable(
  'group_requests',
  {
    platform: text().notNull(),
    chatId: text('chat_id').notNull(),
    /** Where the platform told it. */
    name: text(),
    /** Who spoke to the bot there first; null where they aren't bound. */
    person: integer().references(() => people.id),
    askedAt: integer('asked_at').notNull(),
    refusedAt: integer('refused_at'),
  },
  (t) => [primaryKey({ columns: [t.platform, t.chatId] })],
)

/** What came in, so that it works once; kept 30 days at least. */
export const inbox = sqliteTable(
  'inbox',
  {
    platform: text().notNull(),
    eventId: text('event_id').notNull(),
    at: integer().notNull(),
    /** Of a message, the account it came from. */
    sender: text(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.eventId] }), index('inbox_at').on(t.at)],
)

/** What goes out. The message is rendered when it is delivered, from the state of that moment. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer().primaryKey(),
    dedupeKey: text('dedupe_key').notNull().unique(),
    /** A person: their identity is looked up at delivery. Else an address of one platform. */
    person: integer(),
    platform: text(),
    address: text({ mode: 'json' }).$type<ChatAddress>(),
    message: text({ mode: 'json' }).$type<Message>().notNull(),
    serial: text(),
    rank: text().$type<Rank>().notNull().default('notice'),
    state: text().$type<OutboxState>().notNull().default('queued'),
    attempts: integer().notNull().default(0),
    createdAt: integer('created_at').notNull(),
    nextAt: integer('next_at'),
    leaseUntil: integer('lease_until'),
    sentAt: integer('sent_at'),
    sentTo: text('sent_to'),
    messageId: text('message_id'),
    /** What a reply to it names, where that isn't its id. */
    quotedAs: text('quoted_as'),
    lastError: text('last_error'),
    /** The platform is to ring for it (加急) once it has arrived. */
    urgent: integer({ mode: 'boolean' }).notNull().default(false),
    /** Since when it may have arrived without our knowing: the first try whose outcome isn't known. */
    triedAt: integer('tried_at'),
    /** The platform it may have arrived on: it isn't said on another. */
    triedOn: text('tried_on'),
    /** When its receiver saw it, where the platform tells. */
    readAt: integer('read_at'),
  },
  (t) => [
    index('outbox_due')
      .on(t.rank, t.nextAt)
      .where(sql`state = 'queued'`),
    index('outbox_message').on(t.platform, t.messageId),
    index('outbox_quoted')
      .on(t.platform, t.quotedAs)
      .where(sql`quoted_as is not null`),
    index('outbox_state').on(t.state),
    // Whether an older message to the same person still waits.
    index('outbox_person')
      .on(t.person)
      .where(sql`state = 'queued'`),
    // What one person was told.
    index('outbox_told').on(t.person),
    index('outbox_read')
      .on(t.id)
      .where(sql`read_at is not null`),
  ],
)
/** `dropped`: withdrawn, or there was nothing left to say. `unknown`: it may or may not have arrived. */
export type OutboxState = 'queued' | 'sent' | 'failed' | 'unknown' | 'unbound' | 'dropped'

/** What a button carries, kept where buttons don't come back. */
export type OfferedValue = { readonly [key: string]: string | number }

/** What a message offered to be chosen by a short code or by a number, where buttons don't come back. */
export const offers = sqliteTable(
  'offers',
  {
    // Never given out again: an old code would mean something else.
    id: integer().primaryKey({ autoIncrement: true }),
    platform: text().notNull(),
    /** p:<account> or g:<group chat>. */
    receiver: text().notNull(),
    outbox: integer().notNull(),
    /** In its message; null where it has a code. */
    number: integer(),
    words: text().notNull(),
    value: text({ mode: 'json' }).$type<OfferedValue>().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('offers_receiver').on(t.platform, t.receiver, t.outbox), index('offers_at').on(t.at)],
)

/**
 * Calls made of a platform's API in a month of Asia/Shanghai, 'YYYY-MM', and what it pushed (null where it counts none),
 * and since when it takes or pushes no more of them.
 */
export const meters = sqliteTable(
  'meters',
  {
    platform: text().notNull(),
    month: text().$type<Month>().notNull(),
    calls: integer().notNull().default(0),
    exhaustedAt: integer('exhausted_at'),
    pushes: integer(),
    pushesEndedAt: integer('pushes_ended_at'),
  },
  (t) => [primaryKey({ columns: [t.platform, t.month] })],
)

/**
 * Every date that somebody must keep, one row each: the clock looks only at those whose next rung has come. Written with
 * what they belong to; `rung` is null until the clock has armed it.
 */
export const watches = sqliteTable(
  'watches',
  {
    subjectKind: text('subject_kind').$type<WatchedKind>().notNull(),
    subject: text().notNull(),
    kind: text().$type<DateKind>().notNull(),
    campaign: text().notNull(),
    /** null until the clock has counted the workdays of `within`. */
    date: text().$type<Day>(),
    within: integer(),
    /** Late rungs wait for a decision. */
    held: integer({ mode: 'boolean' }).notNull().default(false),
    /** When the date was set: no rung from before it is raised. */
    armedAt: integer('armed_at').notNull(),
    rung: integer(),
    /** The day of that rung; empty: to be looked at by the next round. */
    nextOn: text('next_on').$type<Day | ''>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.subjectKind, t.subject, t.kind] }), index('watches_next').on(t.nextOn)],
)
/** item: a paper of a campaign, spoken of to all who still owe it; handin: one owner's paper. */
export type WatchedKind = 'issue' | 'item' | 'handin' | 'handover'

/** One rung of one date for one receiver, so that each is said once (domain: section 5). */
export const nudges = sqliteTable(
  'nudges',
  {
    id: integer().primaryKey(),
    subjectKind: text('subject_kind').$type<Exclude<WatchedKind, 'item'>>().notNull(),
    subject: text().notNull(),
    kind: text().$type<DateKind>().notNull(),
    campaign: text().notNull(),
    date: text().$type<Day>().notNull(),
    rung: integer().notNull(),
    /** `p12`: a person; `g:lark:oc_1`: a group chat. */
    receiver: text().notNull(),
    /** The person who is away, where the receiver substitutes for them (代理). */
    standsFor: integer('stands_for'),
    urgent: integer({ mode: 'boolean' }).notNull(),
    state: text().$type<NudgeState>().notNull(),
    /** Why it was skipped. */
    why: text().$type<SkipReason>(),
    raisedAt: integer('raised_at').notNull(),
    /** The message it went out with. */
    outbox: integer(),
    /** 已知悉. */
    readAt: integer('read_at'),
  },
  (t) => [
    uniqueIndex('nudges_once').on(t.subjectKind, t.subject, t.kind, t.date, t.rung, t.receiver),
    // Whoever has something to hear that no message carries yet.
    index('nudges_waiting')
      .on(t.receiver)
      .where(sql`state = 'due' and outbox is null`),
    index('nudges_outbox')
      .on(t.outbox)
      .where(sql`outbox is not null`),
  ],
)
export type NudgeState = 'due' | 'sent' | 'skipped' | 'withdrawn' | 'unknown'
/**
 * higher: a higher rung was due as well; unbound, unreachable: no chat account to say it to; gone: the receiver may no
 * longer know of it.
 */
export type SkipReason = 'higher' | 'unbound' | 'unreachable' | 'gone'

/** What the office is advised to do about a unit that is so late (督办建议), once a date and advice; a person decides. */
export const suggestions = sqliteTable(
  'suggestions',
  {
    id: integer().primaryKey(),
    serial: text().notNull(),
    kind: text().$type<DateKind>().notNull(),
    date: text().$type<Day>().notNull(),
    advice: text().$type<Advice>().notNull(),
    campaign: text().notNull(),
    /** Whose it was when it was raised, for the figures as of then. */
    unit: integer().notNull(),
    category: text().notNull(),
    rung: integer().notNull(),
    raisedAt: integer('raised_at').notNull(),
    state: text().$type<SuggestionState>().notNull().default('open'),
    /** null while open, and where it lapsed. */
    decidedBy: integer('decided_by'),
    /** When it was decided, or lapsed. */
    endedAt: integer('ended_at'),
    /** What was done, or why not. */
    reason: text(),
  },
  (t) => [
    uniqueIndex('suggestions_once').on(t.serial, t.kind, t.date, t.advice),
    index('suggestions_open')
      .on(t.raisedAt)
      .where(sql`state = 'open'`),
    index('suggestions_decided')
      .on(t.endedAt)
      .where(sql`decided_by is not null`),
    index('suggestions_campaign').on(t.campaign, t.raisedAt, t.endedAt, t.unit, t.category),
  ],
)

/** Files a message promised: downloaded after the answer, then put on an issue. */
export const fetches = sqliteTable(
  'fetches',
  {
    id: integer().primaryKey(),
    platform: text().$type<Door>().notNull(),
    token: text().notNull(),
    name: text().notNull(),
    image: integer({ mode: 'boolean' }).notNull(),
    person: integer()
      .notNull()
      .references(() => people.id),
    /** null while the person has not said which issue it belongs to. */
    serial: text(),
    /** The paper it is handed in as, or the stamped scan of a zero report. */
    paper: text({ mode: 'json' }).$type<Paper>(),
    state: text().$type<FetchState>().notNull().default('queued'),
    sha256: text(),
    size: integer(),
    type: text(),
    /** The day an original photograph says it was taken. */
    takenOn: text('taken_on').$type<Day>(),
    createdAt: integer('created_at').notNull(),
    attempts: integer().notNull().default(0),
    nextAt: integer('next_at'),
    leaseUntil: integer('lease_until'),
    lastError: text('last_error'),
  },
  (t) => [
    index('fetches_due')
      .on(t.nextAt)
      .where(sql`next_at is not null`),
    index('fetches_serial').on(t.serial, t.state),
    index('fetches_person').on(t.person, t.state),
  ],
)
export type Paper = { readonly id: DutyId; readonly as: 'files' | 'scan' }
/** `kept`: the bytes are here, the issue isn't known yet. */
export type FetchState = 'queued' | 'kept' | 'done' | 'failed'

/** A form being filled in, kept until it is used once. */
export const drafts = sqliteTable(
  'drafts',
  {
    id: text().primaryKey(),
    person: integer().notNull(),
    form: text().notNull(),
    serial: text(),
    /** The stateVersion its reader saw. */
    seen: integer(),
    values: text({ mode: 'json' }).$type<FormValues>().notNull(),
    /** The one field the bot has asked for. */
    asking: text(),
    createdAt: integer('created_at').notNull(),
    changedAt: integer('changed_at').notNull(),
    usedAt: integer('used_at'),
    /** What using it led to: a second tap gets this. */
    usedFor: text('used_for'),
  },
  (t) => [index('drafts_person').on(t.person, t.form, t.serial)],
)

/** 涂抹 asked for by a director or the auditor, until the other of the two has decided; then its words are forgotten. */
export const redactions = sqliteTable(
  'redactions',
  {
    id: integer().primaryKey(),
    serial: text().notNull(),
    /** The event they were found in. */
    n: integer()
      .notNull()
      .references(() => events.n),
    /** null for a file, and once it is decided. */
    words: text(),
    /** The file that is to go; null for words. */
    sha256: text(),
    reason: text().notNull(),
    by: integer().notNull(),
    side: text().$type<RedactionSide>().notNull(),
    at: integer().notNull(),
    state: text().$type<RedactionState>().notNull().default('open'),
    decidedBy: integer('decided_by'),
    decidedAt: integer('decided_at'),
  },
  (t) => [index('redactions_state').on(t.state)],
)
export type RedactionState = 'open' | 'done' | 'refused'

/** A ledger sheet that was read and waits for an officer to confirm it. */
export const imports = sqliteTable(
  'imports',
  {
    id: text().primaryKey(),
    campaign: text()
      .notNull()
      .references(() => campaigns.code),
    file: text().notNull(),
    /** Who brought it; null for the command line. */
    person: integer(),
    createdAt: integer('created_at').notNull(),
    /** When its new rows were taken on. */
    takenAt: integer('taken_at'),
    /** When its changed rows were gone through: it is over then. */
    doneAt: integer('done_at'),
    doneBy: integer('done_by'),
  },
  (t) => [index('imports_created').on(t.createdAt)],
)

/** Its rows that are new or differ from the ledger, and what came of each. */
export const importRows = sqliteTable(
  'import_rows',
  {
    importId: text('import_id')
      .notNull()
      .references(() => imports.id),
    row: integer().notNull(),
    data: text({ mode: 'json' }).$type<ImportedRow>().notNull(),
    outcome: text({ mode: 'json' }).$type<RowOutcome>(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.row] })],
)
/** Row 0 is about the sheet as a whole. */
export type ImportedRow =
  | { readonly kind: 'sheet'; readonly same: number; readonly notes: readonly string[] }
  | { readonly kind: 'new'; readonly command: ImportCommand }
  | { readonly kind: 'changed'; readonly changed: ChangedRow }
/** `left`: not ticked, so it stays as it is. */
export type RowOutcome =
  | { readonly kind: 'done'; readonly serial: string }
  | { readonly kind: 'left' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** What a person is talking about with the bot. */
export const conversations = sqliteTable('conversations', {
  person: integer().primaryKey(),
  serial: text(),
  draft: text(),
  changedAt: integer('changed_at').notNull(),
})

export const sessions = sqliteTable('sessions', {
  idHash: text('id_hash').primaryKey(),
  person: integer()
    .notNull()
    .references(() => people.id),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
})

export const loginLinks = sqliteTable('login_links', {
  tokenHash: text('token_hash').primaryKey(),
  person: integer()
    .notNull()
    .references(() => people.id),
  expiresAt: integer('expires_at').notNull(),
  usedAt: integer('used_at'),
})

/** One holder at a time: the running server, the long connection. */
/** How the long connections of the running server stood when it looked last; none without one. */
export const connections = sqliteTable('connections', {
  platform: text().primaryKey(),
  state: text().$type<ConnectionState>().notNull(),
  since: integer().notNull(),
  heardAt: integer('heard_at'),
  why: text(),
})

export const leases = sqliteTable('leases', {
  name: text().primaryKey(),
  holder: text().notNull(),
  until: integer().notNull(),
})

/** Days that differ from the plain week, from the State Council's yearly notice. */
export const calendarDays = sqliteTable('calendar_days', {
  day: text().$type<Day>().primaryKey(),
  workday: integer({ mode: 'boolean' }).notNull(),
  name: text().notNull(),
  /** The year whose notice it is from: New Year's may begin in the December before. */
  arrangement: integer().notNull().default(0),
})

/** Single days the office has set by hand, over whatever a notice says. */
export const mendedDays = sqliteTable('mended_days', {
  day: text().$type<Day>().primaryKey(),
  workday: integer({ mode: 'boolean' }).notNull(),
  reason: text().notNull(),
})

export const settings = sqliteTable('settings', { name: text().primaryKey(), value: text().notNull() })
