import type { ConstantName, DrillAct, DrillResult, LockDesign, TimingKnobs } from "../../model/index.ts";

/** What a simulator takes over from a real helper: fields of a scenario file. Microseconds. */
export interface Knobs {
  readonly lock: LockDesign;
  readonly timing: Readonly<Partial<Pick<TimingKnobs, "execUs">>>;
  readonly set: Readonly<Partial<Record<ConstantName, number>>>;
}

/** Periods of the fcntl helper, and what was done to see them: it is noticed when the period is next over. */
const periods: readonly (readonly [ConstantName, readonly DrillAct[]])[] = [
  ["helperParentPollUs", ["kill-parent"]],
  ["helperRecheckUs", ["remove", "replace"]],
];

/** Programs that a helper starts one after another before it can answer, itself included. */
const execs = (lock: LockDesign): number => (lock === "etcd-ttl" ? 3 : 1);

/** The constants and times of the simulator as a real helper has them, where it agreed with its model. */
export function knobsOf(lock: LockDesign, results: readonly DrillResult[]): Knobs {
  const agreed = results.filter(({ verdict }) => verdict === "agrees");
  const answers = agreed.flatMap(({ history }) => {
    const started = history.find(({ act, byteUs }) => act === "start" && byteUs !== undefined);
    return started?.byteUs === undefined ? [] : [Math.round(started.byteUs / execs(lock))];
  });
  const execUs: TimingKnobs["execUs"] | undefined =
    answers.length === 0 ? undefined : [Math.min(...answers), median(answers)];
  const set = lock === "fcntl" ? Object.fromEntries(periods.flatMap((period) => periodOf(period, agreed))) : {};
  return { lock, timing: execUs === undefined ? {} : { execUs }, set };
}

/**
 * Half of the starts were quicker. Slower ones are left out: drills run beside each other, and on a busy machine the
 * slowest start says more of the machine than of the helper.
 */
function median(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** From the answer to the end: one period, if what was done came before the first was over. The longest that was seen. */
function periodOf(
  [name, acts]: (typeof periods)[number],
  results: readonly DrillResult[],
): readonly (readonly [ConstantName, number])[] {
  const seen = results.flatMap(({ history: [started, struck] }) => {
    if (started?.byteUs === undefined || struck?.endedUs === undefined || !acts.includes(struck.act)) return [];
    return [struck.atUs + struck.endedUs - started.byteUs];
  });
  return seen.length === 0 ? [] : [[name, Math.max(...seen)]];
}
