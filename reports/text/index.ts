/** The text report, section by section. */
export { campaignReport } from "./campaign-report.ts";
export type { Ledger, LedgerLine } from "./ledger-text.ts";
export { epilogueText, headerText, ledgerSection, prologueText, type RunStory, runReport } from "./run-report.ts";
export { spaceTime } from "./space-time.ts";
export { type HostState, type ProcessState, stateText } from "./state-text.ts";
export { table } from "./table.ts";
export { closingText } from "./verdict-text.ts";
