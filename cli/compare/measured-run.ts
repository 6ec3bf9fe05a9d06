import { Judge } from "../../properties/index.ts";
import type { MeasuredRun } from "../../reports/index.ts";
import { simulate } from "../../sim/index.ts";
import type { Plan } from "../session/plan.ts";
import { AddressChanges } from "./address-changes.ts";
import { ClientTidings } from "./client-tidings.ts";
import { TakeoverCosts } from "./takeover-costs.ts";
import { TakeoverWaits } from "./takeover-waits.ts";

/** Packets that leadership is made with: announcements and votes. */
const LEADERSHIP: ReadonlySet<string> = new Set(["LEADER", "ELECTION"]);

/** Runs a plan, judges it and counts its messages. */
export function measuredRun({ scenario, model, setting }: Plan): MeasuredRun {
  const judge = new Judge(setting);
  const waits = new TakeoverWaits();
  const changes = new AddressChanges(scenario);
  const costs = new TakeoverCosts();
  const tidings = new ClientTidings(setting.constants);
  let messages = 0;
  let leadershipMessages = 0;
  let lockRequests = 0;
  const result = simulate(scenario, {
    model,
    observe: (event) => {
      judge.observe(event);
      waits.observe(event);
      tidings.observe(event);
      changes.observe(event);
      costs.observe(event);
    },
    watch: {
      packet: ({ name, db, from, sentUs }) => {
        costs.sent(name, db);
        waits.sent(name, from, sentUs);
        messages += 1;
        if (LEADERSHIP.has(name)) leadershipMessages += 1;
      },
      asked: () => {
        lockRequests += 1;
      },
    },
  });
  tidings.finish(result.endUs);
  changes.finish(result.endUs);
  costs.finish();
  const { findings, measures, addressFailOversUs } = judge.finish(result.endUs);
  const of = (verdict: string): string[] => findings.filter((one) => one.verdict === verdict).map(({ name }) => name);
  const { flagsUncheckedLongestUs, unannouncedLongestUs } = waits;
  const waited = { flagsUncheckedLongestUs, unannouncedLongestUs };
  const { movedClients, untoldClients, registeredLongestUs } = tidings;
  const clients = { movedClients, untoldClients, registeredLongestUs };
  const { reloads, reloadsFailed, reloadLongestUs, addedLongestUs, deletedLongestUs } = changes;
  const changed = { reloads, reloadsFailed, reloadLongestUs, addedLongestUs, deletedLongestUs };
  const { takeoverRuns, takeoverRunsFailed, takeoverTypicalUs, takeoverLongestUs } = costs;
  const { addressesTaken, takeoverPackets, ownerPackets } = costs;
  const lengths = { takeoverTypicalUs, takeoverLongestUs };
  const cost = { takeoverRuns, takeoverRunsFailed, ...lengths, addressesTaken, takeoverPackets, ownerPackets };
  return {
    seed: scenario.seed,
    violated: of("violated"),
    unknown: of("unknown"),
    measures: { ...measures, ...waited, ...clients, ...changed, ...cost, messages, leadershipMessages, lockRequests },
    addressFailOversUs,
  };
}
