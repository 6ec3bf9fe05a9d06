import { describe, expect, it } from "vitest";
import { type IpAddress, parseAddress } from "../address/index.ts";
import { lvsLeaderAnswer, lvsListAnswer, natgwLeaderAnswer, natgwListAnswer } from "./index.ts";

const ip = (pnn: number) => parseAddress(`192.0.2.${pnn + 10}`) as IpAddress;
const nodes = (...flags: number[]) => flags.map((own, pnn) => ({ pnn, address: ip(pnn), flags: own }));
const member = (pnn: number, isFollowerOnly = false) => ({ address: ip(pnn), isFollowerOnly });
const all = [member(0), member(1), member(2)];

const [DISCONNECTED, UNHEALTHY, DISABLED, BANNED, DELETED, STOPPED, UNKNOWN] = [1, 2, 4, 8, 16, 32, 64];

describe("the NAT gateway", () => {
  it.each([
    ["the first that is well", [0, 0, 0], 0],
    ["not one that is unhealthy while another is well", [UNHEALTHY, 0, 0], 1],
    ["not one that is banned, or not known yet", [BANNED, UNKNOWN, 0], 2],
    ["an unhealthy or banned one, if none is well", [STOPPED, BANNED, UNHEALTHY], 1],
    ["a stopped one, if nothing better is there", [DISABLED, DISCONNECTED, STOPPED], 2],
    ["a stopped one, even if it is banned as well", [DISABLED, DISCONNECTED, STOPPED | BANNED], 2],
    ["never one that is disabled, disconnected or deleted", [DISABLED, DISCONNECTED, DELETED], undefined],
    ["an unknown one may serve in the second class", [UNKNOWN, STOPPED, STOPPED], 0],
  ])("is %s", (_, flags, leader) => {
    const lines = leader === undefined ? [] : [`${leader} ${ip(leader).text}`];
    expect(natgwLeaderAnswer(nodes(...flags), all)).toEqual({ rc: leader === undefined ? 2 : 0, lines });
  });

  it("is the lowest number, whatever the order of the file and of the nodes", () => {
    const reversed = [...nodes(0, 0, 0)].reverse();
    expect(natgwLeaderAnswer(reversed, [...all].reverse()).lines).toEqual(["0 192.0.2.10"]);
  });

  it("lists the members by their nodes' numbers, and says who leads and who only follows", () => {
    const group = [member(9), member(2), member(0, true)];
    const lines = ["192.0.2.10\tfollower-only", "192.0.2.12\tLEADER", "192.0.2.19"];
    expect(natgwListAnswer(nodes(0, 0, 0), group)).toEqual({ rc: 0, lines });
  });

  it("has a list also where nobody leads", () => {
    expect(natgwListAnswer(nodes(DISABLED), [member(0)])).toEqual({ rc: 0, lines: ["192.0.2.10"] });
    expect(natgwLeaderAnswer(nodes(0), [member(0, true)])).toEqual({ rc: 2, lines: [] });
    expect(natgwLeaderAnswer(nodes(0), [])).toEqual({ rc: 2, lines: [] });
  });
});

describe("LVS", () => {
  it.each([
    ["all that are well", [0, UNHEALTHY, 0], [0, 2]],
    ["unhealthy ones, if none is well", [BANNED, UNHEALTHY, UNHEALTHY], [1, 2]],
    ["none that is banned, stopped, disconnected, disabled or deleted", [BANNED, STOPPED, DISCONNECTED], []],
    ["not even then", [DISABLED, DELETED, DISABLED | UNHEALTHY], []],
  ])("uses %s", (_, flags, usable) => {
    const seen = nodes(...flags);
    expect(lvsListAnswer(seen, all)).toEqual({ rc: 0, lines: usable.map((pnn) => `${pnn} ${ip(pnn).text}`) });
    const leader = usable[0];
    const answer = leader === undefined ? { rc: 255, lines: [] } : { rc: 0, lines: [String(leader)] };
    expect(lvsLeaderAnswer(seen, all)).toEqual(answer);
  });

  it("a leader may be unhealthy while the only well member follows", () => {
    const group = [member(0, true), member(1)];
    expect(lvsLeaderAnswer(nodes(0, UNHEALTHY), group).lines).toEqual(["1"]);
    expect(lvsListAnswer(nodes(0, UNHEALTHY), group).lines).toEqual(["0 192.0.2.10"]);
  });
});
