import { isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareAddresses, compareKeys, type IpAddress, parseAddress } from "./index.ts";

const parsed = (text: string) => parseAddress(text) as IpAddress;

describe("an address", () => {
  it.each([
    ["10.0.0.1", "10.0.0.1", 4],
    ["FD00:0:0:0:0:0:0:1", "fd00::1", 6],
    ["[fd00::1]", "fd00::1", 6],
    ["1:0:0:2:0:0:0:3", "1:0:0:2::3", 6],
    ["1:0:0:2:0:0:3:4", "1::2:0:0:3:4", 6],
    ["1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7", 6],
    ["::", "::", 6],
    ["::1", "::1", 6],
    ["1::", "1::", 6],
    ["::a00:1", "::10.0.0.1", 6],
    ["64:ff9b::192.0.2.33", "64:ff9b::c000:221", 6],
    ["::ffff:192.0.2.1", "192.0.2.1", 4],
  ])("%s is %s", (text, printed, version) => {
    expect(parsed(text)).toMatchObject({ text: printed, version });
  });

  it.each([
    "",
    "10.0.0",
    "10.0.0.256",
    "10.0.0.01",
    "10.0.0.1/24",
    " 10.0.0.1",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::",
    "1::2::3",
    "fd00::g",
    "fe80::1%eth0",
    ":1",
    "1.2.3.4::",
    "::1.2.3",
    "::ffff:102:304",
    "__proto__",
    `::${"0".repeat(99)}`,
  ])("%j is none", (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it("is read again as it is printed", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const address = parseAddress(text);
        if (address === undefined) return /^::ffff:|^0*:0*:0*:0*:0*:ffff:/i.test(text);
        expect(isIPv4(address.text) || isIPv6(address.text)).toBe(true);
        expect(parseAddress(address.text)).toEqual(address);
        return true;
      }),
    );
  });

  it("has a key; the versions have an order of their own", () => {
    expect(compareKeys(parsed("10.0.0.1"), parsed("::10.0.0.1"))).toBe(0);
    expect(compareKeys(parsed("128.0.0.0"), parsed("127.255.255.255"))).toBeGreaterThan(0);
    expect(compareKeys(parsed("fd00::"), parsed("255.255.255.255"))).toBeGreaterThan(0);
    expect(compareAddresses(parsed("255.255.255.255"), parsed("::1"))).toBeLessThan(0);
  });
});
