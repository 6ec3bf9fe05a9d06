import { expect, test } from "vitest";
import type { Finding } from "../judge.ts";
import { asks, databases, frees, locks } from "../written-databases.ts";
import { booted, follow, judged, type Line, takesLead } from "../written-trace.ts";
import { callsAreAnsweredInCalmTime } from "./calls-are-answered-in-calm-time.ts";

const start: Line[] = [...booted(), ...takesLead(1, 0), ...follow(1, 0)];
const verdict = (lines: readonly Line[]): Finding =>
  judged(callsAreAnsweredInCalmTime, [...start, ...lines], { endS: 300, setting: { databases } });

const call = asks(100, 1, 312, "db1", "k1");

test("a call is answered in the time of a few hops, and of one more try to call copies back", () => {
  expect(verdict([call, [102, 1, { type: "call-answered", pid: 312, call: 1, status: 0 }]]).verdict).toBe("holds");
  expect(verdict([call])).toMatchObject({ verdict: "violated", atUs: 102_100_000, hosts: [1] });
});

test("nothing is due while somebody silent may be waited for", () => {
  const slow: Line = [
    80,
    1,
    { type: "fault-injected", fault: "pause-process", index: 1, detail: "pause-process: host 1" },
  ];
  const over: Line = [90, 1, { type: "fault-ended", fault: "pause-process", index: 1 }];
  expect(verdict([slow, call]).verdict).toBe("holds");
  // 31.1 s until whoever fell silent is known to be dead.
  const again = asks(120, 0, 313, "db1", "k2");
  expect(verdict([slow, over, call, again, frees(125, 0, 9, "db1", "k9")])).toMatchObject({ atUs: 127_100_000 });
  const killed: Line = [90, 1, { type: "fault-injected", fault: "kill-process", index: 1, detail: "kill-process" }];
  expect(verdict([killed, call]).verdict).toBe("violated");
});

test("nor without a leader, in a recovery, of a frozen database, or while another client has the record", () => {
  const unled: Line = [99, 0, { type: "process-exited", program: "recoverd", pid: 101, cause: "killed" }];
  expect(verdict([unled, call]).verdict).toBe("holds");
  const recovering: Line = [99, 1, { type: "recovery-mode-changed", mode: "active" }];
  expect(verdict([recovering, call]).verdict).toBe("holds");
  expect(verdict([[99, 0, { type: "database-freezing", db: "db1" }], call]).verdict).toBe("holds");
  expect(verdict([...locks(99, 0, 313, "db1", "k1"), call]).verdict).toBe("holds");
  expect(verdict([...locks(99, 0, 313, "db1", "k1"), call, frees(150, 0, 313, "db1", "k1")]).atUs).toBe(152_100_000);
});

test("a client of a node that shuts down has what it has locked until its daemon is gone", () => {
  const shutsDown: Line = [99.5, 2, { type: "runstate-changed", runState: "shutdown" }];
  const held = [...locks(99, 2, 313, "db1", "k1"), shutsDown, call];
  expect(verdict([...held, frees(120, 2, 313, "db1", "k1")]).atUs).toBe(122_100_000);
});

test("whoever has left is in the map until the next recovery, which is put off for a while", () => {
  const bans: Line = [99, 0, { type: "flags-changed", flags: 0x08 }];
  const back: Line = [99.5, 0, { type: "flags-changed", flags: 0 }];
  expect(verdict([bans, back, call]).atUs).toBe(114_100_000);
  const recovers: Line = [99.6, 0, { type: "recovery-started", generation: 7, pid: 9 }];
  expect(verdict([bans, back, recovers, call]).atUs).toBe(102_100_000);
  const run = { program: "takeover-helper", pid: 150 } as const;
  const runs: Line[] = [
    [105, 0, { type: "process-started", ...run, parent: 101 }],
    [125, 0, { type: "process-exited", ...run, cause: "exit" }],
  ];
  expect(verdict([bans, back, call, ...runs]).atUs).toBe(134_100_000);
});
