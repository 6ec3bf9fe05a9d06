import { expect, test } from "vitest";
import type { Call } from "../sandbox/index.ts";
import { entersGrace } from "./grace.ts";

const call = (line: string, status = 0): Call => {
  const [program = "", ...args] = line.split(" ");
  return { atMs: 0, program, args, status, run: 1 };
};
const units = new Set(["rpc-statd"]);
const enters = (...calls: readonly Call[]) => entersGrace(calls, units, ["my-grace"]);

test.each([
  ["stop and start", [call("service rpc-statd stop"), call("service rpc-statd start")]],
  ["restart", [call("systemctl --quiet restart rpc-statd.service")]],
  ["a signal to the lock manager", [call("pkill -9 lockd")]],
  ["ganesha's event 0", [call("dbus-send --dest=x /x org.ganesha.nfsd.admin.grace string:0:")]],
  ["a command of the user's", [call("my-grace now")]],
])("%s enters grace", (_name, calls) => {
  expect(enters(...calls)).toBe(true);
});

test.each([
  ["a start alone", [call("service rpc-statd start")]],
  ["a stop alone", [call("service rpc-statd stop")]],
  ["the wrong order", [call("service rpc-statd start"), call("service rpc-statd stop")]],
  ["a start that fails", [call("service rpc-statd stop"), call("service rpc-statd start", 1)]],
  ["another service", [call("service nfsd restart")]],
  ["a mild signal", [call("pkill lockd")]],
  ["the event for one address", [call("dbus-send --dest=x /x org.ganesha.nfsd.admin.grace string:5:10.0.0.1")]],
  ["nothing", []],
])("%s does not", (_name, calls) => {
  expect(enters(...calls)).toBe(false);
});
