import { type CtdbVersion, graceSentences, type RecoveryDesign, type Scenario } from "../model/index.ts";

/** How each version of CTDB recovers databases (facts/recovery.md §2.5). */
const ownRecovery: Readonly<Record<CtdbVersion, RecoveryDesign>> = {
  "4.3": "serial",
  "4.17": "parallel",
  head: "parallel",
};

const recoveredHow: Readonly<Record<RecoveryDesign, string>> = {
  parallel: "in parallel (since 4.4)",
  serial: "serially (up to 4.3)",
  untangled: "serially (untangled, a stage of 2015)",
  "own-generations": "serially (own generations, a stage of 2015)",
  helper: "by the recovery helper as it came in 2015",
};

const takeoverMakers = {
  helper: undefined,
  inline: "takeover runs made by the recovery daemon itself (up to 4.5)",
  daemon: "takeover runs made by a process that nobody waits for (not CTDB's)",
} as const;

const usual: Readonly<Record<string, string>> = {
  recovery: "parallel",
  takeover: "helper",
  tickles: "lists",
  served: "lists",
};

type Designed = Pick<
  Scenario,
  "ctdb" | "recovery" | "takeover" | "tickles" | "served" | "nfs" | "splitLock" | "fencing"
>;

/**
 * How databases are recovered, for a list: what the scenario says, and what its version would do by itself where that is
 * something else; undefined: as usual.
 */
export function recoveryWords({ ctdb, recovery }: Designed): string | undefined {
  const said = recovery ?? "parallel";
  const nodes = Math.max(typeof ctdb === "object" ? ctdb.length : 1, typeof said === "object" ? said.length : 1);
  const differing = Array.from({ length: nodes }, (_, pnn) => {
    const version = typeof ctdb === "object" ? ctdb[pnn] : (ctdb ?? "head");
    const design = typeof said === "object" ? said[pnn] : said;
    return version === undefined || ownRecovery[version] === design ? [] : [version];
  });
  const others = [...new Set(differing.flat())];
  if (recovery === undefined && others.length === 0) return undefined;
  const notes = others.map((version) =>
    ownRecovery[version] === "serial"
      ? `${version} recovered serially: --recovery serial`
      : `${version} recovers in parallel`,
  );
  return [perNodeText(said), ...notes].join("; ");
}

/** Designs of a scenario that are not the usual ones, for a sentence about the cluster. */
export function designWords(scenario: Designed): readonly string[] {
  const { recovery, takeover = "helper", tickles, served, nfs, splitLock, fencing } = scenario;
  const maker = takeoverMakers[takeover];
  return [
    ...(recoveryWords(scenario) === undefined ? [] : [recoveredWords(recovery ?? "parallel")]),
    ...(maker === undefined ? [] : [maker]),
    ...(tickles === "replicated" ? ["connections of clients in a replicated database (not CTDB's)"] : []),
    ...(served === "replicated" ? ["who serves which address in a replicated database (not CTDB's)"] : []),
    ...(nfs === undefined ? [] : [`NFS grace ${nfs.grace} (${graceSentences[nfs.grace]})`]),
    ...(splitLock === true ? ["a second lock for recoveries (not CTDB's)"] : []),
    ...(fencing === true ? ["fencing by the revision of the lock (not CTDB's)"] : []),
  ];
}

function recoveredWords(recovery: NonNullable<Scenario["recovery"]>): string {
  if (typeof recovery === "object") return `databases recovered by several designs (${perNodeText(recovery)})`;
  return `databases recovered ${recoveredHow[recovery]}`;
}

/** Designs of a scenario that are not the usual ones, name and value as options of `run` take them. */
export function designOptions({
  recovery,
  takeover,
  tickles,
  served,
}: Pick<Scenario, "recovery" | "takeover" | "tickles" | "served">): readonly (readonly [string, string])[] {
  const given = { recovery: typeof recovery === "object" ? recovery.join(",") : recovery, takeover, tickles, served };
  return Object.entries(given).flatMap(([name, value]) =>
    value === undefined || usual[name] === value ? [] : [[name, value] as const],
  );
}

/** What every node is, or what each is. */
export function perNodeText(words: string | readonly string[]): string {
  return typeof words === "object" ? words.map((word, pnn) => `node ${pnn} ${word}`).join(", ") : words;
}
