import { expect, test } from "vitest";
import { constantsWith } from "../model/index.ts";
import { commandsAreObeyed } from "./commands-are-obeyed.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const told = (atS: number, command: string): Line => [atS, 0, { type: "admin-command", command }];
const flags = (atS: number, value: number): Line => [atS, 0, { type: "flags-changed", flags: value }];
const verdict = (lines: readonly Line[], constants = constantsWith()) =>
  judged(commandsAreObeyed, [...booted(), ...lines], { endS: 60, setting: { constants } }).verdict;

test.each([
  ["stop", flags(20.1, 0x20)],
  ["disable", flags(20.1, 0x04)],
  ["ban", flags(20.1, 0x08)],
  ["setleaderrole-off", [20.1, 0, { type: "leader-role-set", on: false }] as Line],
  ["recover", [20.1, 0, { type: "recovery-mode-changed", mode: "active" }] as Line],
  ["shutdown", [20.1, 0, { type: "runstate-changed", runState: "shutdown" }] as Line],
])("%s is obeyed, or it is violated", (command, answer) => {
  expect(verdict([told(20, command), answer])).toBe("holds");
  expect(verdict([told(20, command)])).toBe("violated");
});

test("a later command about the same overrules an earlier one", () => {
  expect(verdict([flags(10, 0x20), told(20, "stop"), told(20.1, "continue"), flags(20.2, 0)])).toBe("holds");
  expect(verdict([flags(10, 0x20), told(20, "continue")])).toBe("violated");
});

test("nobody obeys who is gone, may refuse, or has no bans", () => {
  const gone: Line = [20.1, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "killed" }];
  expect(verdict([told(20, "stop"), gone])).toBe("holds");
  const refused = { op: "SET_RECMODE", from: 0, pid: 0, as: "admin", why: "injected failure" } as const;
  expect(verdict([told(20, "recover"), [20.1, 0, { type: "control-refused", ...refused }]])).toBe("holds");
  expect(verdict([told(20, "ban")], constantsWith({ enableBans: 0 }))).toBe("holds");
});
