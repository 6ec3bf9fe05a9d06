import type { Model, Scenario } from "../../model/index.ts";
import { replayed, seeded, type Tape } from "../choices/index.ts";
import { simulate } from "../drivers/index.ts";
import type { Watcher } from "../shrink/index.ts";
import type { Moment, Odds } from "./moment.ts";
import { nextMoment } from "./next-moment.ts";

/** The run that is explained. */
export interface Explained {
  readonly scenario: Scenario;
  readonly model: Model;
  /** Its decisions. */
  readonly tape: Tape;
  /** In order of time, each with more decisions or faults than the one before; the last is that of the violation. */
  readonly moments: readonly Moment[];
}

/** How it is explained. */
export interface ExplainOptions {
  /** Watches one try for the property. */
  readonly watch: () => Watcher;
  /** Most moments that are tried. */
  readonly points: number;
  /** So many tries go on from each moment, and as many without further faults. */
  readonly tries: number;
  /** Events of the kernel over all tries: no moment is begun after that. */
  readonly eventsMax: number;
}

/** How far it has come. */
export interface ExplainProgress {
  /** Tries made. */
  readonly done: number;
  /** Moments that are tried through, in order. */
  readonly odds: readonly Odds[];
}

/**
 * Tries a failing run again from its moments: up to there it is repeated, then every decision is drawn anew and evenly.
 * So the curve shows when the failure became likely. The same run gives the same curve.
 *
 * It yields after each try, so that whoever waits can be told and can stop: the last that it yields is the result.
 */
export function* explain(run: Explained, options: ExplainOptions): Generator<ExplainProgress, void> {
  const odds: Odds[] = [];
  let [done, events] = [0, 0];
  while (odds.length < options.points && events < options.eventsMax) {
    const place = nextMoment(odds, run.moments.length);
    if (place === undefined) return;
    const counted = { failed: 0, failedWithoutFaults: 0 };
    for (let nth = 0; nth < options.tries; nth += 1) {
      const one = pairOfTries(run, place, nth, options);
      counted.failed += one.failed;
      counted.failedWithoutFaults += one.failedWithoutFaults;
      events += one.events;
      done += one.runs;
      if (nth + 1 < options.tries) yield { done, odds };
    }
    odds.push({ moment: place, runs: options.tries, ...counted });
    odds.sort((one, other) => one.moment - other.moment);
    yield { done, odds };
  }
}

/** A try with the faults that are still to come, and one without; they are the same where none is. */
function pairOfTries(run: Explained, place: number, nth: number, options: ExplainOptions) {
  const moment = run.moments[place] as Moment;
  const open = tryAgain(run, moment, nth, false, options);
  const failed = open.isFailed ? 1 : 0;
  if (moment.struck >= run.scenario.faults.length)
    return { failed, failedWithoutFaults: failed, events: open.events, runs: 1 };
  const calm = tryAgain(run, moment, nth, true, options);
  return { failed, failedWithoutFaults: calm.isFailed ? 1 : 0, events: open.events + calm.events, runs: 2 };
}

/** One try; without further faults if it is to be calm from the moment on. */
function tryAgain(
  { scenario, model, tape }: Explained,
  moment: Moment,
  nth: number,
  isCalm: boolean,
  { watch }: ExplainOptions,
): { readonly isFailed: boolean; readonly events: number } {
  const before: Tape = { labels: tape.labels, entries: tape.entries.slice(0, moment.decisions * 3) };
  const choices = replayed(before, seeded(`${scenario.seed}/explain/${moment.decisions}/${nth}`));
  const watcher = watch();
  let strikes = 0;
  const result = simulate(scenario, {
    model,
    choices,
    observe: (event) => watcher.observe(event),
    stop: () => watcher.violatedAtUs() !== null,
    ...(isCalm ? { mayStrike: () => strikes++ < moment.struck } : {}),
  });
  const atUs = watcher.violatedAtUs() ?? watcher.finish(result.endUs);
  return { isFailed: atUs !== null, events: result.events };
}
