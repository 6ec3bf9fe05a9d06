/** The text report, section by section. */
export { campaignRecordText } from "./campaign-record-text.ts";
export { campaignReport } from "./campaign-report.ts";
export { chooseRows } from "./choose-rows.ts";
export { citedMoments } from "./cited-moments.ts";
export { coverageText } from "./coverage-text.ts";
export { databasesText, jobsText } from "./database-text.ts";
export { faultWords } from "./fault-text.ts";
export type { Ledger, LedgerLine } from "./ledger-text.ts";
export { say, type Weight, weightOf } from "./phrases.ts";
export { epilogueText, headerText, type Kept, ledgerSection, prologueText, runReport } from "./run-report.ts";
export type { RunStory } from "./run-story.ts";
export { groupsText, scenarioText } from "./scenario-text.ts";
export { shrinkSizes, shrunkText } from "./shrunk-text.ts";
export { spaceTime } from "./space-time.ts";
export { type HostState, type ProcessState, stateText } from "./state-text.ts";
export { table } from "./table.ts";
export { closingText } from "./verdict-text.ts";
export { hang, wrap } from "./wrap.ts";
