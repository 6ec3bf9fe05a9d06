import { expect, test } from "vitest";
import type { GroupName, Pnn } from "../../model/index.ts";
import { booted, judgedByAll, type Line, pids } from "../written-trace.ts";

const all = [0, 1, 2];
const groups = { natgw: { members: all }, lvs: { members: all } };
const follows = (atS: number, host: Pnn, leader: Pnn, group: GroupName = "natgw"): Line => [
  atS,
  host,
  { type: "group-leader-changed", group, leader },
];
const connected: Line[] = all.flatMap((host) =>
  all.filter((peer) => peer !== host).map((peer): Line => [1, host, { type: "peer-connected", peer }]),
);
const measures = (lines: readonly Line[], own: Partial<{ groups: typeof groups }> = { groups }) =>
  judgedByAll([...booted(), ...connected, ...lines], { endS: 100, setting: own }).measures;
const agreed = all.map((host) => follows(10, host, 0));

test("who agrees is not apart, and led", () => {
  expect(measures(agreed)).toMatchObject({
    natgwApartUs: 0,
    natgwDoubledLongestUs: 0,
    natgwUnledLongestUs: 0,
    lvsApartUs: 0,
  });
});

test("from the first that changes its mind to the last", () => {
  expect(measures([...agreed, follows(30, 1, 1), follows(31, 0, 1), follows(34, 2, 1)])).toMatchObject({
    natgwApartUs: 4_000_000,
    natgwApartLongestUs: 4_000_000,
    natgwDoubledLongestUs: 1_000_000,
    natgwUnledLongestUs: 0,
  });
});

test("nobody acts as the gateway that all others wait for", () => {
  expect(measures([...agreed, follows(30, 0, 2), follows(32, 2, 2)])).toMatchObject({ natgwUnledLongestUs: 2_000_000 });
});

test("the two sides of a cut are not connected: that is two gateways, and no disagreement", () => {
  const cut: Line[] = [
    [20, 2, { type: "peer-dead", peer: 0, cause: "silent" }],
    [20, 2, { type: "peer-dead", peer: 1, cause: "silent" }],
  ];
  expect(measures([...agreed, ...cut, follows(25, 2, 2)])).toMatchObject({
    natgwApartUs: 0,
    natgwDoubledLongestUs: 75_000_000,
  });
});

test("a daemon that is dead acts no more, and one that starts has not acted yet", () => {
  const dies: Line = [40, 1, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(1), cause: "killed" }];
  expect(measures([...agreed, follows(30, 1, 1), dies])).toMatchObject({ natgwApartUs: 10_000_000 });
});

test("groups are told apart", () => {
  expect(measures([follows(10, 0, 0, "lvs"), follows(12, 1, 1, "lvs")])).toMatchObject({
    natgwApartUs: 0,
    lvsApartUs: 88_000_000,
  });
});

test("without groups nothing is said of them", () => {
  expect(measures(agreed, {})).not.toHaveProperty("natgwApartUs");
});
