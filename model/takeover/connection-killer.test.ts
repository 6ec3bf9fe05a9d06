import { expect, it } from "vitest";
import { constantsWith } from "../constants/index.ts";
import { type KillWays, killConnections } from "./connection-killer.ts";

const k = constantsWith();
const oneWay = (count: number): KillWays[] => new Array<KillWays>(count).fill(1);

it("is done after as many rounds as it needs for all ends", () => {
  expect(killConnections([], "sees-replies", k)).toEqual({ takesUs: 0, killed: [] });
  expect(killConnections([1, 2], "sees-replies", k)).toEqual({ takesUs: 100_000, killed: [true, true] });
  expect(killConnections(oneWay(300), "sees-replies", k).takesUs).toBe(100_000);
  expect(killConnections(oneWay(301), "sees-replies", k).takesUs).toBe(200_000);
  expect(killConnections([2, ...oneWay(299)], "sees-replies", k).takesUs).toBe(200_000);
});

it("takes 5 s at most, and leaves what it has not come to", () => {
  const { takesUs, killed } = killConnections(oneWay(15_002), "sees-replies", k);
  expect(takesUs).toBe(5_000_000);
  expect(killed.filter((is) => !is)).toHaveLength(2);
});

it("kills nothing and takes all its time where replies are dropped, unless there is nothing to kill", () => {
  expect(killConnections([1, 2], "drops-replies", k)).toEqual({ takesUs: 5_000_000, killed: [false, false] });
  expect(killConnections([], "drops-replies", k).takesUs).toBe(0);
});

it("believes to have killed at both ends what has answered to itself", () => {
  expect(killConnections([1, 2], "takes-own-packets", k)).toEqual({ takesUs: 100_000, killed: [true, false] });
});
