import { type DrawRule, groupNames, type Range, type Scenario, type TraceEvent } from "../../model/index.ts";
import { counted } from "../count-text.ts";
import { perNodeText, recoveryWords } from "../design-words.ts";
import { NEVER_HEALED } from "../heal-words.ts";
import { printable } from "../printable.ts";
import { clockText, durationText } from "../time-text.ts";
import { databasesText, jobsText } from "./database-text.ts";
import { faultRow } from "./fault-text.ts";
import { servedText, usersText } from "./nfs-text.ts";
import { rangeText } from "./range-text.ts";
import { table } from "./table.ts";
import { UNSTRUCK, unstruck } from "./unstruck.ts";
import { hang } from "./wrap.ts";

/** The expanded scenario: everything that was decided before the run began; with what came of its faults, if it is over. */
export function scenarioText(scenario: Scenario, columns: number, events?: readonly TraceEvent[]): string[] {
  const idle = events === undefined ? [] : unstruck(scenario, events);
  const line = (name: string, words: string): string[] => hang(`  ${name.padEnd(10)}`, printable(words), columns);
  const optional = (name: string, words: string | undefined): string[] =>
    words === undefined ? [] : line(name, words);
  const designs = [
    ...(scenario.splitLock === true ? ["a recovery lock beside the cluster lock"] : []),
    ...(scenario.fencing === true ? ["fencing by the revision of the lock"] : []),
  ];
  return [
    ...optional("name", scenario.name),
    ...line("cluster", `${nodesText(scenario)}, lock ${scenario.lock}, ${durationText(scenario.durationUs)}`),
    ...(scenario.ctdb === undefined ? [] : line("ctdb", perNodeText(scenario.ctdb))),
    ...(designs.length === 0 ? [] : line("designs", `${designs.join(", ")} (ours, not CTDB's)`)),
    ...optional("recovery", recoveryWords(scenario)),
    ...optional("takeover", scenario.takeover),
    ...optional("groups", groupsText(scenario)),
    ...optional("databases", databasesText(scenario)),
    ...optional("clients", jobsText(scenario)),
    ...optional("nfs", servedText(scenario)),
    ...usersText(scenario.nfs, columns, "    "),
    ...line(
      "timing",
      Object.entries(scenario.timing)
        .map(([name, range]) => `${name.slice(0, -2)} ${rangeText(range as Range)}`)
        .join(", "),
    ),
    ...line("storage", storageText(scenario)),
    ...line("clocks", scenario.clockOffsetUs.map(durationText).join(", ")),
    ...line("set", settings(scenario)),
    ...(scenario.draws === undefined ? [] : line("draws", drawsText(scenario.draws))),
    ...line(
      "heal",
      scenario.heal === undefined
        ? NEVER_HEALED
        : `at ${clockText(scenario.heal.atUs)}, nodes ${scenario.heal.core.join(", ")}${scenario.heal.restart === false ? "; what is down stays down" : ""}`,
    ),
    ...(scenario.faults.length === 0 ? line("faults", "none") : ["  faults"]),
    ...table(
      scenario.faults.map((fault, index) => {
        const [when, what, how] = faultRow(fault);
        const told = idle.includes(index) ? [how, UNSTRUCK].filter((part) => part !== "").join("; ") : how;
        return [String(index), ...[when, what, told].map(printable)];
      }),
      columns,
      "    ",
    ),
  ];
}

/** How many nodes, and which of them are special. */
function nodesText({ nodes, deleted = [], cannotLead = [], notLmaster = [] }: Scenario): string {
  const special = [
    ...(deleted.length === 0 ? [] : [`deleted: ${deleted.join(", ")}`]),
    ...(cannotLead.length === 0 ? [] : [`without the leader role: ${cannotLead.join(", ")}`]),
    ...(notLmaster.length === 0 ? [] : [`without the LMASTER capability: ${notLmaster.join(", ")}`]),
  ];
  const count = counted(nodes, "node");
  return special.length === 0 ? count : `${count} (${special.join("; ")})`;
}

/** The groups that choose a leader of their own, if there are any. */
export function groupsText({ groups = {} }: Scenario): string | undefined {
  const each = groupNames.flatMap((name) => {
    const group = groups[name];
    if (group === undefined) return [];
    const { members, followers = [], roles = "file" } = group;
    const never = followers.length === 0 ? "" : `, never led by ${followers.join(", ")}`;
    return [`${name} of ${members.join(", ")}${never}${roles === "file" ? "" : " (a capability)"}`];
  });
  return each.length === 0 ? undefined : each.join("; ");
}

function storageText({ storage }: Scenario): string {
  const expel =
    storage.expelPausedUs === 0
      ? "a paused host keeps its locks"
      : `a paused host loses its locks after ${durationText(storage.expelPausedUs)}`;
  return `locks of the dead are free after ${durationText(storage.lockRecoveryUs)}; ${expel}`;
}

/** How decisions are drawn while it runs, where that is not evenly. */
function drawsText(rule: DrawRule): string {
  if (rule.kind === "priorities")
    return `hosts and links are served by rank; somebody's drops ${rule.changes === 1 ? "once" : `${rule.changes} times`} (pct)`;
  const count = Object.values(rule.decisions).reduce((sum, list) => sum + list.length, 0);
  const listed = count === 0 ? "" : `, but for ${count} that ${count === 1 ? "is" : "are"} listed`;
  return `every decision takes its least value${listed}`;
}

function settings({ set }: Scenario): string {
  const entries = Object.entries(set);
  if (entries.length === 0) return "all constants as shipped";
  return entries.map(([name, value]) => `${name}=${name.endsWith("Us") ? durationText(value) : value}`).join(", ");
}
