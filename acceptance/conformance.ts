import { existsSync, readFileSync } from "node:fs";
import { type Line, type Outcome, outcome, type Size } from "./line.ts";
import { type Conformed, clausesThat, conformed } from "./steps/index.ts";

const programs = "/usr/libexec/ctdb";
const fcntl = [`${programs}/ctdb_mutex_fcntl_helper`, "{lock}"];
const etcdLock = [`${programs}/ctdb_etcd_lock`, "-c", "{config}"];
const helpers = "dist/fixtures/helpers";

/** Fcntl helper: recommended clauses that it is known to fail. */
const fcntlFails = ["zombie-parent-is-gone", "closed-stdout-holds-nothing"];
/** CTDB's etcd helper: what the measurements of it say. */
const etcdLockFails = [
  "exactly-one-status",
  "attempt-leaves-nothing-behind",
  "term-while-service-hangs",
  "never-waits-for-init",
  "revoked-lease-ends",
  "stalled-claim-ends",
];

const MINUTES_3_MS = 180_000;
const REPETITIONS = 3;

/** A helper that breaks one clause. */
interface Broken {
  readonly file: string;
  readonly args: readonly string[];
  readonly profile: string;
  readonly hooks: string;
  readonly clause: string;
}

/** Broken helpers that a submission tries: each is convicted in seconds. */
const soon = new Set(["exits-at-once", "no-status", "wrong-status", "needs-existing-file"]);
/** Those that would hang or crash a careless kit. */
const hostile = ["hangs", "floods", "forks", "exits-at-once"];
/** Short watches: whoever breaks a clause does so at once. */
const quick = ["--limit", "stay=1s", "--limit", "status=3s", "--limit", "release=2s"];

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

const fcntlLine: Line = {
  name: "the fcntl helper conforms, three times alike, in under 3 minutes",
  run: (size) => {
    const missing = without(fcntl[0]);
    if (missing !== undefined) return missing;
    if (size === "small") {
      const run = conformed([...quick, "--only", "contender-ends", "--only", "removed-object-ends", "--", ...fcntl]);
      return outcome(run.code === 0 && run.left === 0, said(run));
    }
    const runs = Array.from({ length: REPETITIONS }, () => conformed(["--no-model", "--", ...fcntl]));
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

const modelLine: Line = {
  name: "what the fcntl helper does is what its chart allows",
  run: (size) => {
    const missing = without(fcntl[0]);
    if (missing !== undefined || size === "small") return missing ?? atFullSize;
    const { result, code } = conformed([
      "--calibrate",
      "out/measured.json",
      "--only",
      "status-is-valid",
      "--",
      ...fcntl,
    ]);
    return outcome(code === 0 && result?.model?.verdict === "agrees", `${result?.model?.because}`);
  },
};

const etcdLine: Line = {
  name: "CTDB's etcd helper fails what is known of it",
  run: (size) => {
    const missing = without(etcdLock[0]);
    if (missing !== undefined || size === "small") return missing ?? atFullSize;
    const run = conformed(["--no-model", "--hooks", "ctdb-etcd", "--", ...etcdLock]);
    const failed = clausesThat(run, "fail");
    return outcome(run.code === 1 && run.left === 0 && etcdLockFails.every((name) => failed.includes(name)), said(run));
  },
};

const referenceLine = (name: string, args: readonly string[], needs?: string): Line => ({
  name: `the ${name} reference helper passes every mandatory clause`,
  run: (size) => {
    const missing = without(needs);
    if (missing !== undefined || size === "small") return missing ?? atFullSize;
    const run = conformed(["--no-model", ...args]);
    return outcome(run.code === 0 && run.left === 0, said(run));
  },
});

const atFullSize: Outcome = { state: "skipped", figures: "takes minutes: at full size only" };

function brokenLine({ file, args, profile, hooks, clause }: Broken): Line {
  const name = file.replace(/^.*\/|\.mjs$/g, "");
  return {
    name: `${name} fails ${clause}, and nothing else`,
    run: (size: Size) => {
      if (size === "small" && !soon.has(name)) return atFullSize;
      const missing = hooks === "files" || hooks === "none" ? undefined : without("/usr/bin/etcd");
      if (missing !== undefined) return missing;
      const only = size === "small" ? ["--only", clause] : [];
      const limits = size === "small" ? quick : [];
      const run = conformed([
        "--no-model",
        "--profile",
        profile,
        "--hooks",
        hooks,
        ...limits,
        ...only,
        "--",
        `${helpers}/${file}`,
        ...args,
      ]);
      return outcome(same(clausesThat(run, "fail"), [clause]) && run.left === 0, said(run));
    },
  };
}

const hostileLine: Line = {
  name: "a helper that hangs, floods, forks or exits at once neither hangs nor crashes the kit",
  run: () => {
    const runs = hostile.map((name) =>
      conformed([...quick, "--only", "stays-and-holds", "--", `${helpers}/broken/${name}.mjs`, "{lock}"]),
    );
    const fine = runs.every(({ result, left }) => result !== undefined && left === 0);
    return outcome(fine, runs.map((run, index) => `${hostile[index]}: ${said(run)}`).join("; "));
  },
};

const broken = JSON.parse(
  readFileSync(new URL("../fixtures/helpers/broken.json", import.meta.url), "utf8"),
) as readonly Broken[];

/** Issue "Conformance of real helpers". */
export const lines: readonly Line[] = [
  fcntlLine,
  modelLine,
  etcdLine,
  referenceLine("local", ["--", `${helpers}/local-helper.mjs`, "{lock}"]),
  referenceLine(
    "etcd",
    [
      "--hooks",
      "etcd",
      "--",
      `${helpers}/etcd-helper.mjs`,
      "--endpoint",
      "{endpoint}",
      "--lock",
      "{lock}",
      "--ttl",
      "{ttl}",
    ],
    "/usr/bin/etcd",
  ),
  hostileLine,
  ...broken.map(brokenLine),
];
