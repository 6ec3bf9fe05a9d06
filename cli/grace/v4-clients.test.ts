import { describe, expect, test } from "vitest";
import { loadScenario, readEntry, scenarioCatalogue } from "../../fixtures/index.ts";
import { type GraceName, type LockUser, modelFor, type Scenario, type TraceEvent } from "../../model/index.ts";
import { drawScenario, graceScenario, simulate } from "../../sim/index.ts";
import { judgedRun } from "../session/judged-run.ts";
import { planOf } from "../session/plan.ts";

/** A story under another design, its users changed. */
function storyOf(name: string, grace: GraceName, change = (user: LockUser): LockUser => user): Scenario {
  const entry = scenarioCatalogue().find((one) => one.name === name);
  const { scenario } = loadScenario(entry === undefined ? "" : readEntry(entry), name);
  const { nfs } = scenario;
  if (nfs === undefined) throw new Error("the story has no clients");
  return { ...scenario, seed: "1", nfs: { ...nfs, grace, users: nfs.users.map(change) } };
}

function seen(scenario: Scenario): readonly TraceEvent[] {
  const events: TraceEvent[] = [];
  simulate(scenario, { model: modelFor(scenario), observe: (event) => events.push(event) });
  return events;
}

/** What a client of a file comes to: type by type, each once in a row. */
function lifeOf(events: readonly TraceEvent[], client: number): readonly string[] {
  const own = events.flatMap((event) =>
    "client" in event && event.client === client && /^(client-found|notice|file-lock-[bdgkr])/.test(event.type)
      ? [event.type]
      : [],
  );
  return own.filter((type, index) => type !== own[index - 1] && type !== "file-lock-refused");
}

const asV4 = (user: LockUser): LockUser => ({ ...user, protocol: "v4" });
const broken = (scenario: Scenario): readonly string[] =>
  judgedRun(planOf(scenario, modelFor(scenario)), { reproduce: "" }).verdict.properties.flatMap(({ name, verdict }) =>
    verdict === "violated" ? [name] : [],
  );

describe.each(["fs-hold-timers", "fs-hold-coordinated", "fs-remember", "lock-managers"] as const)("%s", (grace) => {
  test("a client of NFSv4 finds by its renewal that its server is another one, and reclaims; nobody notifies it", () => {
    const scenario = storyOf("lock-kept-by-name", grace, asV4);
    const life = lifeOf(seen(scenario), 0);
    expect(life).toContain("client-found-stale");
    expect(life).not.toContain("notice-received");
    expect(life.at(-1)).toBe("file-lock-reclaimed");
    expect(broken(scenario)).toEqual([]);
  });
});

test("without a grace its reclaim is refused, and it knows that it has lost the lock", () => {
  const life = lifeOf(seen(storyOf("lock-kept-by-name", "none", asV4)), 0);
  expect(life).toContain("client-found-stale");
  expect(life.at(-1)).toBe("file-lock-given-up");
});

describe("a client that goes to another server by itself", () => {
  const name = "client-goes-elsewhere";
  const reclaims = (events: readonly TraceEvent[]) =>
    events.flatMap((event) => (event.type === "file-lock-reclaimed" ? [[event.client, event.node]] : []));

  test("takes its lock along where the file system keeps it by the client's name, or remembers it; others keep theirs", () => {
    for (const grace of ["lock-managers", "fs-remember"] as const) {
      const events = seen(storyOf(name, grace));
      expect(reclaims(events)).toEqual([[0, 1]]);
      expect(lifeOf(events, 1)).toEqual(["file-lock-granted", "file-lock-believed"]);
      expect(lifeOf(events, 2)).toEqual([]);
    }
  });

  test("loses it, and is told so, where the other server is not in grace", () => {
    const events = seen(storyOf(name, "keep-barrier"));
    expect(reclaims(events)).toEqual([]);
    expect(lifeOf(events, 0)).toContain("file-lock-given-up");
    // Its old server goes on holding it until it has not been heard of for a lease.
    expect(events.find((event) => event.type === "file-lock-dropped")).toMatchObject({ cause: "expired", client: 0 });
  });
});

test("a cell of a comparison has clients of NFSv4 if it is asked for, beside smbd, which has no protocol", () => {
  const kindsOf = (clients?: "v4" | "mixed") =>
    graceScenario("cell", {
      ...{ grace: "none", failure: "crash", client: "prompt", smb: true, set: {} },
      ...(clients === undefined ? {} : { clients }),
    }).nfs?.users.map(({ way, protocol = "nlm" }) => ("node" in way ? "smbd" : protocol));
  expect(new Set(kindsOf())).toEqual(new Set(["nlm", "smbd"]));
  expect(new Set(kindsOf("v4"))).toEqual(new Set(["v4", "smbd"]));
  expect(new Set(kindsOf("mixed"))).toEqual(new Set(["nlm", "v4", "smbd"]));
});

test("random runs have clients of NFSv4 in some runs, beside those of NLM; all else is drawn as without them", () => {
  const drawn = Array.from({ length: 40 }, (_, index) =>
    drawScenario(`v4/${index}`, {
      lock: "fcntl",
      nodes: 3,
      databases: 0,
      set: {},
      dropped: [],
      grace: "lock-managers",
    }),
  );
  const kinds = drawn.map(({ nfs }) => new Set(nfs?.users.map(({ protocol = "nlm" }) => protocol)));
  expect(kinds.some((kind) => kind.has("v4") && kind.has("nlm"))).toBe(true);
  expect(kinds.filter((kind) => kind.has("v4")).length).toBeLessThan(drawn.length / 2);
  expect(drawn.some(({ nfs }) => nfs?.users.some(({ goesTo }) => goesTo !== undefined))).toBe(true);
});
