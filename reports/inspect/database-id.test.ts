import { expect, it } from "vitest";
import { databaseId } from "./database-id.ts";

it.each([
  ["g_lock.tdb", 0x4d2a_432b],
  ["repl0.tdb", 0x58f0_8377],
  ["pers0.tdb", 0xf5d7_73ab],
  ["vol0.tdb", 0x7eae_328c],
  ["ctdb.tdb", 0x6645_c6c4],
])("%s has the number that a real daemon gave it", (name, id) => expect(databaseId(name)).toBe(id));

it("takes names of any length", () => {
  expect(databaseId("smbXsrv_client_global.tdb")).toBe(0x477d_2e20);
  const names = Array.from({ length: 40 }, (_, length) => "é".repeat(length));
  expect(new Set(names.map(databaseId)).size).toBe(40);
});
