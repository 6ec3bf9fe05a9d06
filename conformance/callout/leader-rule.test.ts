import { expect, test } from "vitest";
import { lvsLeader, lvsNodes, natgwLeader } from "./leader-rule.ts";
import type { NodeView } from "./sandbox/index.ts";

const nodes = (...states: readonly Omit<NodeView, "pnn" | "address">[]): readonly NodeView[] =>
  states.map((state, pnn) => ({ pnn, address: `n${pnn}`, ...state }));
const group = (...names: readonly string[]) =>
  names.map((name) => ({ address: name.replace("!", ""), followerOnly: name.endsWith("!") }));
const all = group("n0", "n1", "n2");

test.each([
  ["the lowest healthy one", nodes({}, {}, {}), all, 0, 0],
  ["in the order of numbers", nodes({}, {}, {}), group("n2", "n1"), 1, 0],
  ["not a follower", nodes({}, { unhealthy: true }, {}), group("n0!", "n1", "n2!"), 1, 1],
  ["not an outsider", nodes({}, {}, {}), group("n2"), 2, 0],
  ["no node of unknown state before a healthy one", nodes({ unknown: true }, {}, {}), all, 1, 0],
  ["a banned one where none is healthy", nodes({ disabled: true }, { banned: true }, { unhealthy: true }), all, 1, 1],
  ["a stopped one at last", nodes({ disabled: true }, { stopped: true }, { disconnected: true }), all, 1, 2],
  ["nobody", nodes({ disabled: true }, { disconnected: true, stopped: true }, { disabled: true }), all, undefined, 3],
] as const)("the NAT gateway's leader: %s", (_name, states, members, pnn, rank) => {
  const found = natgwLeader(states, members);
  expect([found.leader?.pnn, found.rank]).toEqual([pnn, rank]);
});

test.each([
  ["the lowest healthy one", nodes({ unhealthy: true }, {}, {}), all, 1, [1, 2]],
  ["an unhealthy one", nodes({ banned: true }, { unhealthy: true }, { stopped: true }), all, 1, [1]],
  ["nobody where all are inactive", nodes({ banned: true }, { disabled: true }, { stopped: true }), all, undefined, []],
  [
    "a member of worse state than its followers",
    nodes({}, { unhealthy: true }, {}),
    group("n0!", "n1", "n2!"),
    1,
    [0, 2],
  ],
] as const)("the load balancer's leader and nodes: %s", (_name, states, members, pnn, usable) => {
  expect(lvsLeader(states, members).leader?.pnn).toBe(pnn);
  expect(lvsNodes(states, members).map((node) => node.pnn)).toEqual(usable);
});
