import journal from './meta/_journal.json';
import m0000 from './0000_spine.sql';
import m0001 from './0001_guards.sql';
import m0002 from './0002_ledger_indexes.sql';
import m0003 from './0003_tighter_guards.sql';
import m0004 from './0004_outbox_order.sql';
import m0005 from './0005_wider_campaigns.sql';
import m0006 from './0006_fresh_issues.sql';
import m0007 from './0007_unit-reforms.sql';
import m0008 from './0008_campaign-states.sql';
import m0009 from './0009_hand-ins.sql';
import m0010 from './0010_ledger_imports.sql';
import m0011 from './0011_same_enterprise.sql';
import m0012 from './0012_group-requests.sql';
import m0013 from './0013_calendar-by-hand.sql';
import m0014 from './0014_groups-and-substitutes.sql';
import m0015 from './0015_outbox-rank.sql';
import m0016 from './0016_digests.sql';
import m0017 from './0017_extensions.sql';
import m0018 from './0018_deliveries.sql';
import m0019 from './0019_nudges.sql';
import m0020 from './0020_suggestions.sql';
import m0021 from './0021_handovers.sql';
import m0022 from './0022_redactions.sql';
import m0023 from './0023_blanked-events.sql';
import m0024 from './0024_appeals-and-flags.sql';
import m0025 from './0025_photograph_days.sql';
import m0026 from './0026_traces.sql';
import m0027 from './0027_dismissal.sql';
import m0028 from './0028_replan.sql';
import m0029 from './0029_money_columns.sql';
import m0030 from './0030_connections.sql';
import m0031 from './0031_offers.sql';
import m0032 from './0032_channels.sql';
import m0033 from './0033_pushes.sql';
import m0034 from './0034_quoted-cards.sql';
import m0035 from './0035_inbox-senders.sql';

  export default {
    journal,
    migrations: {
      m0000,
m0001,
m0002,
m0003,
m0004,
m0005,
m0006,
m0007,
m0008,
m0009,
m0010,
m0011,
m0012,
m0013,
m0014,
m0015,
m0016,
m0017,
m0018,
m0019,
m0020,
m0021,
m0022,
m0023,
m0024,
m0025,
m0026,
m0027,
m0028,
m0029,
m0030,
m0031,
m0032,
m0033,
m0034,
m0035
    }
  }
  