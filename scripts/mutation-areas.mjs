/**
 * What is mutated together, and the tests its mutants have to get past: those that speak of it, since every mutant
 * pays for every test. `AREA=permit npm run mutation`. `excluded` names mutators that find nothing there.
 */
const areas = {
  money: { mutate: ['core/money.ts', 'core/numeral.ts'], tests: ['money'] },
  days: {
    mutate: ['core/calendar/{read-*,understood-days,day-words,day}.ts'],
    tests: ['calendar/{read-day,day}'],
  },
  clock: { mutate: ['core/calendar/clock.ts', 'core/calendar/workday.ts'], tests: ['calendar/{clock,workday}'] },
  dates: {
    mutate: ['core/calendar/{reckoning,pause,office-hours,week}.ts'],
    tests: ['calendar/{reckoning,pause,office-hours,week}'],
  },
  holidays: { mutate: ['core/calendar/{holiday-dates,holiday-notice}.ts'], tests: ['calendar/holiday-notice'] },
  campaigns: { mutate: ['core/campaigns/{campaign-*,stock}.ts', '!core/campaigns/*texts.ts'], tests: ['campaigns/*'] },
  permit: {
    mutate: ['core/{permit,permit-after,separation,sight,lead,actor}.ts'],
    tests: ['permit', 'permits-page', 'rules/*'],
  },
  reporting: { mutate: ['core/rules/{report,import,on-behalf}.ts'], tests: ['rules/*'] },
  amending: { mutate: ['core/rules/{amend,link,merge}.ts'], tests: ['rules/*'] },
  taking: { mutate: ['core/rules/{takeon,taking,reassign,refer,dismissal}.ts'], tests: ['rules/*'] },
  work: {
    mutate: ['core/rules/{plan,replan,progress,payment,extension}.ts', 'core/issue/extension.ts'],
    tests: ['rules/*'],
  },
  verifying: { mutate: ['core/rules/{verify,review,call-back,after,flag}.ts'], tests: ['rules/*'] },
  apply: { mutate: ['core/apply.ts', 'core/apply/*.ts'], tests: ['apply', 'rules/*', 'permits-page'] },
  nudges: {
    mutate: ['core/nudges/{climb,group-title,hear,ladder,suggestion,watch}.ts'],
    tests: ['nudges/*'],
  },
  digest: { mutate: ['core/digest/{bars,digest,figures,papers,phase,standing,tally}.ts'], tests: ['digest/*'] },
  signals: { mutate: ['core/{signals,concealment,redaction}.ts'], tests: ['{signals,concealment,redaction}'] },
  files: { mutate: ['core/{evidence,photograph}.ts'], tests: ['{evidence,photograph}'] },
  people: { mutate: ['core/people/{person,unit,reform,substitute}.ts'], tests: ['people/*'] },
  handovers: {
    mutate: ['core/handovers/{handing,handover,handover-notice,handover-rules}.ts'],
    tests: ['handovers/*'],
  },
  handins: { mutate: ['core/hand-ins/*.ts', '!core/hand-ins/*texts.ts'], tests: ['hand-ins/*'] },
  'sheet-words': { mutate: ['core/sheets/ledger-text.ts'], tests: ['sheets/ledger-text'] },
  'sheet-out': { mutate: ['core/sheets/{annex,ledger-sheet}.ts'], tests: ['sheets/{annex,ledger-sheet}'] },
  'sheet-table': { mutate: ['core/sheets/ledger-table.ts'], tests: ['sheets/ledger-table'] },
  'sheet-in': {
    mutate: ['core/sheets/ledger-{import,line,changes}.ts'],
    tests: ['sheets/ledger-{import,line,changes}'],
  },
  forms: {
    mutate: ['core/forms.ts', 'core/forms/*.ts', '!core/forms/read-*.ts'],
    tests: ['forms', 'forms/*'],
    excluded: ['StringLiteral'],
  },
  reading: { mutate: ['core/read-form.ts', 'core/forms/read-*.ts'], tests: ['read-form', 'forms/*'] },
  issues: { mutate: ['core/issue.ts', 'core/issue/*.ts', '!core/issue/extension.ts'], tests: ['issue/*'] },
  small: {
    mutate: ['core/{text,credit-code,connection,quiet-line,quota}.ts'],
    tests: ['{text,credit-code,connection,quiet-line,quota}'],
  },
  notices: { mutate: ['core/notice.ts', 'core/decide.ts'], tests: ['notice', 'hearers', 'decide'] },
}

const area = process.env.AREA ?? ''
const found = Object.entries(areas).find(([known]) => known === area)

export const name = found?.[0] ?? null

/** The area asked for; without one, all of core/ against all its tests. */
export function asked() {
  if (found) return found[1]
  if (area !== '') throw new Error(`no area ${area}; there are ${Object.keys(areas).join(', ')}`)
  return { mutate: ['core/**/*.ts', '!core/**/*texts.ts'], tests: ['**/*'] }
}
