import {
  assumptionsInForce,
  type Constants,
  constantsWith,
  givenConstants,
  type Pnn,
  pauseUs,
  type Scenario,
} from "../../model/index.ts";
import { type Choices, drawChance, drawRange, drawSpread, seeded } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import { drawApart } from "./apart.ts";
import { withAttaching } from "./attaching.ts";
import { withHands } from "./by-hand.ts";
import type { DatabaseCase } from "./case-setting.ts";
import { type Cases, drawCases } from "./cases.ts";
import { drawDatabaseCase } from "./database-cases.ts";
import { drawDatabaseFaults } from "./database-faults.ts";
import { drawDatabases } from "./databases.ts";
import type { DrawOptions } from "./draw-options.ts";
import type { FaultSetting } from "./fault-draws.ts";
import { withGraceMoments } from "./grace-moments.ts";
import { groupsOf } from "./groups.ts";
import { drawHangingMonitor } from "./hanging-monitors.ts";
import { drawJobs, type JobSetting } from "./jobs.ts";
import { drawKnobs } from "./knobs.ts";
import { withLinks } from "./links.ts";
import { withReloads } from "./reloads.ts";
import { renumbered, renumberedJob } from "./renumber.ts";
import { drawServing, droppedHere } from "./serving.ts";
import { settlingUs } from "./settling.ts";
import { withSticky } from "./sticky.ts";
import { chosenStrategy, drawPriorities } from "./strategy.ts";
import { allowedKinds, drawCore, drawSwarm, sorted } from "./swarm.ts";
import { drawTimeline, type Timeline } from "./timeline.ts";
import { withWholeTakes } from "./whole-takes.ts";

const ms = 1_000;
const s = 1_000_000;

/**
 * Expands a seed to a scenario: number of nodes, how fast everything is, what goes wrong and when.
 *
 * The same seed with an assumption dropped is another run: the nemesis may draw other things.
 */
export function drawScenario(seed: string, options: DrawOptions): Scenario {
  const choices = seeded(`${seed}/scenario`);
  const nodes = options.nodes ?? drawRange(choices, "size", 2, 7);
  const strategy = chosenStrategy(seed, options.strategy ?? "random");
  const isAsked = options.faults !== undefined;
  const hanging = drawHangingMonitor(seed, isAsked);
  const set = { ...(strategy === "knobs" ? drawKnobs(choices) : {}), ...hanging.set, ...options.set };
  // Also for the longer RecoverTimeout of a serial recovery.
  const constants = constantsWith(givenConstants({ ...options, set }));
  const timeline = drawTimeline(choices, options.durationUs, settlingUs(constants, options.lock));
  const { hurtFromUs, healAtUs, durationUs } = timeline;
  const timing = drawTiming(choices);
  const inForce = assumptionsInForce(options.lock, options.dropped, options.ctdb);
  const isTame = inForce.some(({ name }) => name === "pause-shorter-than-ttl");
  const pauseMaxUs = isTame ? pauseUs(options.lock, constantsWith(set)) - 1 : Number.POSITIVE_INFINITY;
  const live = allNodes(nodes).filter((pnn) => options.deleted?.includes(pnn) !== true);
  const areCutsShort = inForce.some(({ name }) => name === "partial-cuts-are-short");
  const partialCutMaxUs = areCutsShort ? shortCutUs(constantsWith(set)) : Number.POSITIVE_INFINITY;
  const setting = { choices, nodes: live.length, lock: options.lock, timing, pauseMaxUs, partialCutMaxUs };
  const kinds = allowedKinds(options.lock, options.dropped, options.faults, options.ctdb);
  const swarm = kinds.length === 0 ? [] : drawSwarm(setting, kinds, hurtFromUs, healAtUs);
  const hasDatabases = options.databases !== 0;
  const apart = isAsked ? [] : drawApart({ ...setting, seed, timeline, constants, hasDatabases });
  const events = [...apart, ...hanging.faults(live.length, timeline, constants)];
  const { graceCase, ...serving } = drawServing(seed, options, { nodes, live, timeline });
  const cases = graceCase ?? otherCases(setting, options, timeline);
  const faults = (cases?.alone === true ? cases.faults : sorted([...swarm, ...events, ...(cases?.faults ?? [])])).map(
    (fault) => (live.length === nodes ? fault : renumbered(fault, live)),
  );
  const { staysDown, ...clients } = drawClients(seed, options, live, cases !== undefined, {
    nodes,
    faults,
    timeline,
    constants: constantsWith(givenConstants({ ...options, set })),
  });
  const scenario: Scenario = {
    version: 1,
    seed,
    ...(strategy === "pct" ? { draws: drawPriorities(seed) } : {}),
    nodes,
    lock: options.lock,
    ...given(options),
    ...(options.ctdb === undefined ? {} : { ctdb: options.ctdb }),
    ...options.designs,
    ...clients,
    ...serving,
    ...groupsOf(seed, options.groups, live),
    durationUs,
    timing,
    storage: { lockRecoveryUs: 0, expelPausedUs: 0 },
    clockOffsetUs: Array.from({ length: nodes }, () => drawRange(choices, "clock", 0, 2 * s)),
    set,
    heal:
      staysDown === true
        ? { atUs: healAtUs, core: live, restart: false }
        : {
            atUs: healAtUs,
            core: (cases?.core ?? drawCore(choices, live.length)).map((pnn) => live[pnn] ?? pnn),
            restart: cases?.restart ?? !drawChance(choices, "nemesis", 1, 4),
          },
    dropped: options.dropped,
  };
  const where = { live, timeline, cases, isAsked };
  const drawn = withGraceMoments(withHands(withLinks(withReloads(withSticky(scenario), where), where), where), where);
  return withWholeTakes(drawn);
}

/**
 * A cut that leaves some paths open may last a minute (partial-cuts-are-short), and never longer than until silent peers
 * are given up and three recoveries have been tried: with the constants as shipped that is the same.
 */
export function shortCutUs({ keepaliveIntervalUs, keepaliveLimit, rerecoveryTimeoutUs }: Constants): number {
  return Math.min(60 * s, keepaliveIntervalUs * (keepaliveLimit + 1) + 3 * rerecoveryTimeoutUs);
}

/**
 * Databases, clients and what goes wrong with them: from a stream of its own, so that all else is as without them. The
 * case of an assumption that is not about databases, if that `isCase`, is left as it is.
 */
function drawClients(
  seed: string,
  options: DrawOptions,
  live: readonly Pnn[],
  isCase: boolean,
  setting: Omit<JobSetting, "databases">,
): Pick<Scenario, "faults" | "recovery" | "databases" | "jobs" | "notLmaster"> & Pick<DatabaseCase, "staysDown"> {
  const choices = seeded(`${seed}/clients`);
  const databases = drawDatabases(choices, options.databases);
  const { recovery, faults: allowed } = options;
  const design = recovery === undefined ? {} : { recovery };
  if (databases.length === 0) return { ...design, faults: setting.faults };
  const own = { ...design, databases };
  const [first, second = first] = databases.filter(({ kind }) => kind === "volatile");
  const { timeline, constants } = setting;
  const nodes = live.length;
  const special =
    first === undefined || second === undefined || allowed !== undefined || isCase
      ? undefined
      : drawDatabaseCase(droppedHere(options), { choices, nodes, first, second, timeline });
  // Nothing else goes wrong in a case, so that nothing else can cure it.
  if (special !== undefined) return { ...own, ...placed(special, live) };
  const notLmaster = isCase ? undefined : (options.notLmaster ?? drawNotLmaster(seed, live));
  const extra = drawDatabaseFaults(choices, {
    nodes,
    timeline,
    constants,
    ...(allowed === undefined ? {} : { allowed }),
  });
  const jobs = drawJobs(choices, { ...setting, nodes, faults: sorted([...setting.faults, ...extra]), databases });
  const there = withAttaching(seed, { databases, ...placed({ faults: extra, jobs }, live) });
  const lacking = notLmaster === undefined || notLmaster.length === 0 ? {} : { notLmaster };
  return { ...own, ...lacking, ...there, faults: sorted([...setting.faults, ...there.faults]) };
}

/** In one run of six each node lacks the LMASTER capability by a chance of one in three, whoever is left with it. */
function drawNotLmaster(seed: string, live: readonly Pnn[]): readonly Pnn[] {
  const choices = seeded(`${seed}/capabilities`);
  return drawChance(choices, "some", 1, 6) ? live.filter(() => drawChance(choices, "lacks", 1, 3)) : [];
}

/** What was drawn for nodes 0, 1 … on the nodes that are there. */
function placed<T extends Pick<DatabaseCase, "faults" | "jobs" | "notLmaster">>(drawn: T, live: readonly Pnn[]): T {
  const faults = drawn.faults.map((fault) => renumbered(fault, live));
  const lacking = drawn.notLmaster?.map((pnn) => live[pnn] ?? pnn);
  return {
    ...drawn,
    ...(lacking === undefined ? {} : { notLmaster: lacking }),
    faults,
    jobs: drawn.jobs.map((job) => renumberedJob(job, live)),
  };
}

/** The case of a dropped assumption that needs no servers; none where it is said which faults there are. */
function otherCases(setting: FaultSetting, options: DrawOptions, timeline: Timeline): Cases | undefined {
  return options.faults === undefined ? drawCases(setting, droppedHere(options), timeline) : undefined;
}

function given(options: DrawOptions): Partial<Scenario> {
  const names = ["takeover", "tickles", "served", "reload", "lockSettings", "deleted", "cannotLead"] as const;
  const said = names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]] as const);
  const { notLmaster = [] } = options;
  return { ...Object.fromEntries(said), ...(notLmaster.length === 0 ? {} : { notLmaster }) };
}

function drawTiming(choices: Choices): Scenario["timing"] {
  const upTo = (minUs: number, maxUs: number): readonly [number, number] => [
    minUs,
    drawSpread(choices, "timing", minUs, maxUs),
  ];
  return {
    networkUs: upTo(50, 5 * ms),
    localUs: upTo(20, 20 * ms),
    execUs: upTo(500, 50 * ms),
    storageUs: upTo(100, 50 * ms),
    scriptUs: upTo(5 * ms, 2 * s),
    bootUs: [0, drawSpread(choices, "timing", 1, 5 * s)],
  };
}
