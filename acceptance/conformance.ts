import { existsSync, readFileSync } from "node:fs";
import { type Line, type Outcome, outcome, type Size } from "./line.ts";
import { type Conformed, clausesThat, conformed } from "./steps/index.ts";

const programs = "/usr/libexec/ctdb";
const fcntl = [`${programs}/ctdb_mutex_fcntl_helper`, "{lock}"];
const etcdLock = [`${programs}/ctdb_etcd_lock`, "-c", "{config}"];
const helpers = "dist/fixtures/helpers";

/** Fcntl helper: recommended clauses that it is known to fail. */
const fcntlFails = ["zombie-parent-is-gone", "no-child-keeps-stdout", "closed-stdout-holds-nothing"];
/** CTDB's etcd helper: what the measurements of it say. */
const etcdLockFails = [
  "exactly-one-status",
  "attempt-leaves-nothing-behind",
  "term-while-service-hangs",
  "never-waits-for-init",
  "zombie-parent-is-gone",
  "removed-object-ends",
  "revoked-lease-ends",
  "stalled-claim-ends",
  "late-refresh-steals-nothing",
  "paused-longer-than-lease-ends",
  "unreachable-service-ends",
  "closed-stdout-holds-nothing",
];

/** And what it fails in some runs only: of 40 attempts that were ended by SIGTERM 2 left a key. */
const etcdLockVaries = ["term-before-status"];

const MINUTES_3_MS = 180_000;
const REPETITIONS = 3;
/** So many at once: a run mostly waits. */
const AT_ONCE = 4;

/** A helper that breaks one clause. */
interface Broken {
  readonly file: string;
  readonly args: readonly string[];
  readonly profile: string;
  readonly hooks: string;
  readonly clause: string;
}

/** A call-out script that breaks one clause, given by its number. */
interface BrokenScript {
  readonly file: string;
  readonly profile: string;
  readonly clause: string;
}

const scripts = JSON.parse(
  readFileSync(new URL("../fixtures/callouts/broken.json", import.meta.url), "utf8"),
) as readonly BrokenScript[];

const broken = JSON.parse(
  readFileSync(new URL("../fixtures/helpers/broken.json", import.meta.url), "utf8"),
) as readonly Broken[];

/** Broken helpers that a submission tries: each is convicted in seconds. */
const soon = new Set(["exits-at-once", "no-status", "wrong-status", "needs-existing-file"]);
/** Those that would hang or crash a careless kit. */
const hostile = ["hangs", "floods", "forks", "exits-at-once"];
/** Short watches: whoever breaks a clause does so at once. */
const quick = ["--limit", "stay=1s", "--limit", "status=3s", "--limit", "release=2s"];
/** Limits for a whole run of each broken helper: as short as the helpers' own times allow. */
const shorter = ["status=20s", "parent-gone=6s", "loss=9s"].flatMap((limit) => ["--limit", limit]);

const without = (program: string | undefined): Outcome | undefined =>
  program === undefined || existsSync(program)
    ? undefined
    : { state: "skipped", figures: `there is no ${program}: install ctdb, etcd-server and python3-etcd` };

const said = (run: Conformed): string => {
  const failed = clausesThat(run, "fail").join(", ") || "nothing";
  const open = clausesThat(run, "not established");
  const rest = open.length === 0 ? "" : `, not established ${open.join(", ")}`;
  const time = ((run.result?.tookMs ?? 0) / 1_000).toFixed(1);
  return `exit ${run.code}, fails ${failed}${rest}, ${time} s, ${run.left} processes left${run.result === undefined ? `: ${run.err}` : ""}`;
};

const same = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join() === [...other].sort().join();

/** The same again and again, one after another: what differs is the kit's fault or the helper's, not the machine's load. */
async function repeated(args: readonly string[]): Promise<readonly Conformed[]> {
  const runs: Conformed[] = [];
  for (let n = 0; n < REPETITIONS; n += 1) runs.push(await conformed(args));
  return runs;
}

const fcntlLine: Line = {
  name: "the fcntl helper conforms, three times alike, in under 3 minutes",
  run: async (size) => {
    const missing = without(fcntl[0]);
    if (missing !== undefined) return missing;
    if (size === "small") {
      const run = await conformed([
        ...quick,
        "--only",
        "contender-ends",
        "--only",
        "removed-object-ends",
        "--",
        ...fcntl,
      ]);
      return outcome(run.code === 0 && run.left === 0, said(run));
    }
    const runs = await repeated(["--no-model", "--", ...fcntl]);
    const fine = runs.every(
      (run) =>
        run.code === 0 &&
        run.left === 0 &&
        same(clausesThat(run, "fail"), fcntlFails) &&
        (run.result?.tookMs ?? MINUTES_3_MS) < MINUTES_3_MS,
    );
    return outcome(fine, runs.map(said).join("; "));
  },
};

const modelLine = (name: string, args: readonly string[], needs: string | undefined): Line => ({
  name: `what the ${name} does is what its chart allows`,
  run: async (size) => {
    const missing = without(needs);
    if (missing !== undefined || size === "small") return missing ?? atFullSize;
    const calibrated = ["--calibrate", "out/measured.json", "--only", "status-is-valid"];
    const { result, code } = await conformed([...calibrated, ...args]);
    const left = (result?.model?.notTaken ?? []).map(({ transition, because }) => `${transition} (${because})`);
    const figures = [`${result?.model?.verdict} ${result?.model?.because}`, `not taken: ${left.join(", ") || "none"}`];
    return outcome(code === 0 && result?.model?.verdict === "agrees", figures.join("\n        "));
  },
});

const etcdLine: Line = {
  name: "CTDB's etcd helper fails what is known of it, three times alike",
  run: async (size) => {
    const missing = without(etcdLock[0]);
    if (missing !== undefined || size === "small") return missing ?? atFullSize;
    const runs = await repeated(["--no-model", "--hooks", "ctdb-etcd", "--", ...etcdLock]);
    const always = (run: Conformed): string[] =>
      clausesThat(run, "fail").filter((name) => !etcdLockVaries.includes(name));
    const fine = runs.every((run) => run.code === 1 && run.left === 0 && same(always(run), etcdLockFails));
    return outcome(fine, runs.map(said).join("; "));
  },
};

const referenceLine = (name: string, args: readonly string[], needs?: string): Line => ({
  name: `the ${name} reference helper passes every clause, three times alike`,
  run: async (size) => {
    const missing = without(needs);
    if (missing !== undefined || size === "small") return missing ?? atFullSize;
    const runs = await repeated(["--no-model", ...args]);
    const fine = runs.every((run) => run.code === 0 && run.left === 0 && clausesThat(run, "fail").length === 0);
    return outcome(fine, runs.map(said).join("; "));
  },
});

const atFullSize: Outcome = { state: "skipped", figures: "takes minutes: at full size only" };

/** Runs it for all, a few at a time. */
async function forEach<T, R>(all: readonly T[], run: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = [...all.entries()];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) results[next[0]] = await run(next[1]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

async function tryBroken({ file, args, profile, hooks, clause }: Broken, size: Size): Promise<Conformed> {
  const only = size === "small" ? [...quick, "--only", clause] : [...shorter];
  const setting = ["--no-model", "--profile", profile, "--hooks", hooks];
  return conformed([...setting, ...only, "--", `${helpers}/${file}`, ...args]);
}

const brokenLine: Line = {
  name: "each broken helper fails its clause, and nothing else",
  run: async (size) => {
    const missing = existsSync("/usr/bin/etcd") ? [] : broken.filter(({ hooks }) => hooks === "etcd");
    const nameOf = ({ file }: Broken): string => file.replace(/^.*\/|\.mjs$/g, "");
    const tried = broken.filter((one) => !missing.includes(one) && (size === "full" || soon.has(nameOf(one))));
    const runs = await forEach(tried, (one) => tryBroken(one, size));
    const fine = runs.map((run, n) => same(clausesThat(run, "fail"), [tried[n]?.clause ?? ""]) && run.left === 0);
    const others = runs.flatMap((run, n) => (fine[n] === true ? [] : [`${tried[n]?.file}: ${said(run)}`]));
    const figures = `${fine.filter(Boolean).length} of ${tried.length}, ${missing.length} not tried without etcd`;
    return outcome(others.length === 0, [figures, ...others].join("\n        "));
  },
};

const scriptsLine: Line = {
  name: "each broken call-out script fails its clause, and nothing else",
  run: async (size) => {
    if (size === "small") return atFullSize;
    const runs = await forEach(scripts, ({ file, profile }) =>
      conformed(["--profile", profile, "--", `dist/fixtures/callouts/${file}`]),
    );
    const failed = runs.map(({ result }) =>
      (result?.clauses ?? []).filter(({ verdict }) => verdict === "fail").map(({ id }) => id),
    );
    const others = runs.flatMap((run, n) =>
      same(failed[n] ?? [], [scripts[n]?.clause ?? ""]) && run.left === 0 ? [] : [`${scripts[n]?.file}: ${said(run)}`],
    );
    const figures = `${scripts.length - others.length} of ${scripts.length}`;
    return outcome(others.length === 0, [figures, ...others].join("\n        "));
  },
};

const hostileLine: Line = {
  name: "a helper that hangs, floods, forks or exits at once neither hangs nor crashes the kit",
  run: async () => {
    const runs = await forEach(hostile, (name) =>
      conformed([...quick, "--only", "stays-and-holds", "--", `${helpers}/broken/${name}.mjs`, "{lock}"]),
    );
    const fine = runs.every(({ result, left }) => result !== undefined && left === 0);
    return outcome(fine, runs.map((run, index) => `${hostile[index]}: ${said(run)}`).join("; "));
  },
};

const etcdHelper = ["--hooks", "etcd", "--", `${helpers}/etcd-helper.mjs`];
const etcdArguments = ["--endpoint", "{endpoint}", "--lock", "{lock}", "--ttl", "{ttl}"];
const etcdReference = [...etcdHelper, ...etcdArguments];

/** Issue "Conformance of real helpers". */
export const lines: readonly Line[] = [
  fcntlLine,
  modelLine("fcntl helper", ["--", ...fcntl], fcntl[0]),
  modelLine("etcd reference helper", etcdReference, "/usr/bin/etcd"),
  etcdLine,
  referenceLine("local", ["--", `${helpers}/local-helper.mjs`, "{lock}"]),
  referenceLine("etcd", etcdReference, "/usr/bin/etcd"),
  hostileLine,
  brokenLine,
  scriptsLine,
];
