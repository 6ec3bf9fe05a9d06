import { FLAG, type ObservationOf, type TraceEvent } from "../model/index.ts";
import { commandUs } from "./bounds.ts";
import { leadsTo, type Owed } from "./leads-to.ts";
import { execTypes, type HostView, hostTypes, unscheduledTypes } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** A command, what it is about (a later one about the same overrules it), and how its node shows that it was obeyed. */
interface Command {
  readonly name: string;
  readonly about: string;
  readonly isObeyed: (host: HostView) => boolean;
}

function flag(name: string, bit: number, on: boolean): Command {
  return { name, about: `flag ${bit}`, isObeyed: ({ flags }) => ((flags & bit) !== 0) === on };
}

const commands: readonly Command[] = [
  flag("stop", FLAG.stopped, true),
  flag("continue", FLAG.stopped, false),
  flag("ban", FLAG.banned, true),
  flag("unban", FLAG.banned, false),
  flag("disable", FLAG.disabled, true),
  flag("enable", FLAG.disabled, false),
  { name: "setleaderrole-on", about: "role", isObeyed: ({ leaderRole }) => leaderRole },
  { name: "setleaderrole-off", about: "role", isObeyed: ({ leaderRole }) => !leaderRole },
  { name: "recover", about: "recovery mode", isObeyed: ({ mode }) => mode === "active" },
  { name: "shutdown", about: "run state", isObeyed: ({ runState }) => runState === "shutdown" },
];

/** An administrator who gives a command to a running daemon sees it done. */
export const commandsAreObeyed = leadsTo({
  name: "commands-are-obeyed",
  kind: "liveness",
  sentence:
    "A running daemon does what an administrator tells it: its flags, role, recovery mode or run state show it.",
  needs: ["admin-command", "control-refused", ...hostTypes, ...unscheduledTypes, ...execTypes],
  applies: always,
  because: "A command is one control to the node's own daemon, which carries it out in the same turn.",
  watch(owed, event) {
    const { deadlines, picture } = owed;
    const host = picture.hosts[event.host];
    if (host === undefined) return;
    // A daemon that is gone obeys nobody, and an injected failure hits an administrator's controls, too.
    const isRefused = event.type === "control-refused" && event.as === "admin";
    if (host.ctdbd === 0 || isRefused) return deadlines.dropHost(host.pnn);
    if (event.type === "admin-command") note(owed, host, event);
    if (deadlines.size === 0) return;
    for (const [index, command] of commands.entries()) if (command.isObeyed(host)) deadlines.drop(keyOf(host, index));
  },
});

function keyOf({ pnn }: HostView, command: number): number {
  return pnn * commands.length + command;
}

function note(
  { deadlines, picture, setting }: Owed,
  host: HostView,
  { command: name, atUs }: ObservationOf<"admin-command"> & TraceEvent,
): void {
  const given = commands.findIndex((command) => command.name === name);
  const about = commands[given]?.about;
  for (const [index, command] of commands.entries()) if (command.about === about) deadlines.drop(keyOf(host, index));
  const isVoid = name === "ban" && setting.constants.enableBans === 0;
  if (given < 0 || isVoid) return;
  const what = (): string => `${node(host.pnn)} was told "${name}" at ${clock(atUs)}`;
  deadlines.add(keyOf(host, given), what, atUs, commandUs, [picture.unscheduled, picture.execSlow], host.pnn);
}
