import { expect, it } from "vitest";
import type { Property } from "../property.ts";
import { booted, follow, judged, judgedByAll, type Line, plainSetting, takesLead } from "../written-trace.ts";
import { addressesAreHosted, addressesLeaveDeadLinks, unhostedMakesRun } from "./index.ts";

const led = [...takesLead(5, 2), ...follow(5, 2)];
const fault = (atS: number): Line => [atS, 0, { type: "fault-injected", fault: "link-down", index: 0, detail: "" }];
const link = (atS: number, host: number, on: boolean, name = "eth0"): Line[] => [
  fault(atS),
  [atS, host, { type: on ? "link-up" : "link-down", interface: name }],
];
const noticed = (atS: number, host: number): Line => [
  atS,
  host,
  { type: "link-noticed", interface: "eth0", on: false },
];
const removes = (atS: number, host: number, index: number): Line => [
  atS,
  host,
  { type: "address-removed", address: `10.0.0.${index}` },
];
const adds = (atS: number, host: number, index: number): Line => [
  atS,
  host,
  { type: "address-added", address: `10.0.0.${index}` },
];
const flags = (atS: number, host: number, value: number): Line => [atS, host, { type: "flags-changed", flags: value }];

const two = [1, 2, 3].map((index) => ({ address: `10.0.0.${index}`, interfaces: ["eth0", "eth1"] }));
const verdict = <S>(property: Property<S>, lines: readonly Line[], endS: number, setting = {}) =>
  judged(property, [...booted(), ...lines], { endS, setting: { linksFail: true, ...setting } }).verdict;

it("no address stays on an interface without a link that another node could host", () => {
  const on = (...lines: Line[]) => verdict(addressesLeaveDeadLinks, [...led, ...link(20, 0, false), ...lines], 500);
  expect(on()).toBe("violated");
  expect(on(removes(60, 0, 1))).toBe("holds");
  expect(on(...link(200, 0, true))).toBe("holds");
  // Nobody else has a link, or is healthy, or there is no leader.
  expect(on(...link(20, 1, false), ...link(20, 2, false))).toBe("holds");
  expect(on(flags(21, 0, 2), flags(21, 1, 2), flags(21, 2, 2))).toBe("holds");
  expect(verdict(addressesLeaveDeadLinks, link(20, 0, false), 500)).toBe("holds");
  // A fault of another kind begins it anew.
  const other: Line = [250, 1, { type: "fault-injected", fault: "admin", index: 1, detail: "" }];
  expect(on(other)).toBe("holds");
  expect(verdict(addressesLeaveDeadLinks, led, 500, { linksFail: false })).toBe("not-applicable");
});

it("nor where the node has another interface for it", () => {
  const cut = [0, 1, 2].flatMap((host) => link(20, host, false));
  const moved: Line = [60, 0, { type: "address-changed-interface", address: "10.0.0.1", interface: "eth1" }];
  const others = [removes(21, 1, 2), removes(21, 2, 3)];
  const at = (...lines: Line[]) =>
    verdict(addressesLeaveDeadLinks, [...led, ...cut, ...others, ...lines], 500, { publicAddresses: two });
  expect(at()).toBe("violated");
  expect(at(moved)).toBe("holds");
});

it("an address without a link anywhere is not missed", () => {
  const everywhere = [0, 1, 2].map((host) => noticed(19, host));
  for (const property of [addressesAreHosted, unhostedMakesRun]) {
    expect(verdict(property, [...led, removes(20, 0, 1)], 900)).toBe("violated");
    expect(verdict(property, [...led, ...everywhere, removes(20, 0, 1)], 900)).toBe("holds");
    expect(verdict(property, [...led, ...everywhere.slice(1), removes(20, 0, 1)], 900)).toBe("violated");
    expect(verdict(property, [...led, ...everywhere, removes(20, 0, 1)], 900, { publicAddresses: two })).toBe(
      "violated",
    );
  }
});

it("what is on an interface without a link is not served", () => {
  const served: Line[] = [
    adds(5, 0, 9),
    [5, 0, { type: "address-announced", address: "10.0.0.9" }],
    ...link(20, 0, false),
  ];
  const measured = (...lines: Line[]) =>
    judgedByAll([...booted(), ...served, ...lines], { endS: 100, setting: plainSetting }).measures;
  expect(measured()["addressFailOverLongestUs"]).toBe(80_000_000);
  const moved: Line = [50, 0, { type: "address-changed-interface", address: "10.0.0.9", interface: "eth1" }];
  expect(measured(moved)).toMatchObject({ addressFailOvers: 1, addressFailOverLongestUs: 30_000_000 });
  expect(measured(...link(50, 0, true))).toMatchObject({ addressFailOvers: 0, addressFailOverLongestUs: 0 });
});
