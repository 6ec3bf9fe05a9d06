import { describe, expect, it } from "vitest";
import { constantsWith } from "../constants/index.ts";
import { type DatabaseKind, newDatabase } from "../database/index.ts";
import type { Request } from "../effect/index.ts";
import { type CtdbdContext, newCtdbdData } from "../node/index.ts";
import { newFrame } from "../process/index.ts";
import { versions } from "../versions/index.ts";
import { FLAG } from "../words/index.ts";
import { attachDatabaseChart } from "./index.ts";

const k = constantsWith();
const base = { pnn: 0, pid: 100, nodes: 2, lockConfigured: true, lockSetting: "", nowUs: 0, monotonicUs: 0 };
const kinds: readonly DatabaseKind[] = ["volatile", "persistent", "replicated"];

/** Node 0 with a database of one kind, asked for one of that name and of another kind. */
function asked(here: DatabaseKind, kind: DatabaseKind, more: Partial<Request> = {}): CtdbdContext {
  const d = newCtdbdData(base, "head", []);
  d.databases["x.tdb"] = newDatabase({ name: "x.tdb", kind: here }, 2);
  d.flagsOf = [0, 0];
  const body = { spec: { name: "x.tdb", kind } };
  const request: Request = { id: 1, op: "DB_ATTACH", from: 0, pid: 200, to: 0, as: "self", body, ...more };
  return { d, f: newFrame({ request }), k };
}

const { isOtherKind, isOutsider } = attachDatabaseChart.guards;
const event = { type: "RESUME" } as const;
const refused = (test: typeof isOtherKind): readonly string[] =>
  kinds.flatMap((here) =>
    kinds.flatMap((kind) => (test?.test(asked(here, kind), event) ? [`${kind} of ${here}`] : [])),
  );

describe("an attach of a database that is there", () => {
  it("is given it if it asks for no more than it is: volatile is nothing to ask for", () => {
    expect(refused(isOtherKind)).toEqual([
      "persistent of volatile",
      "replicated of volatile",
      "replicated of persistent",
      "persistent of replicated",
    ]);
  });

  it("is refused both ways in 4.3, as far as persistent goes", () => {
    const override = versions["4.3"].overrides.find(({ id }) => id === "4.3/kinds-compared-both-ways");
    const test = override?.guards?.["isOtherKind"] as unknown as (c: CtdbdContext) => boolean;
    expect(test(asked("persistent", "volatile"))).toBe(true);
    expect(test(asked("volatile", "persistent"))).toBe(true);
    expect(test(asked("volatile", "volatile"))).toBe(false);
  });

  it("is refused by an inactive node for whoever is on it, its own recovery too, and not for other nodes", () => {
    const told = [{ as: "self" }, { as: "leader" }, { as: "leader", from: 1 }] as const;
    const answers = told.map((more) => {
      const c = asked("volatile", "volatile", more);
      c.d.flagsOf = [FLAG.banned, 0];
      return isOutsider?.test(c, event);
    });
    expect(answers).toEqual([true, true, false]);
  });
});
