import { expect, it } from "vitest";
import { momentUs } from "./moment.ts";

it.each([
  ["12.5s", 12_500_000],
  ["02:56.109771", 176_109_771],
  ["02:56.1", 176_100_000],
  ["00:07", 7_000_000],
  ["90:00", 5_400_000_000],
  ["0", 0],
])("%s is a moment", (text, us) => expect(momentUs(text, "--at")).toBe(us));

it.each(["1:2:3", "02:5", "02:56.1234567", ":30", "12", "soon", "-1s", "999999:59"])("%s is none", (text) => {
  expect(() => momentUs(text, "--at")).toThrow("--at: ");
  if (!/^[\d:]+$/.test(text)) expect(() => momentUs(text, "--at")).toThrow("a moment such as 90s or 01:30.250");
});
