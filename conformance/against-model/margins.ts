import {
  type AllowedEpisode,
  type AllowedHistory,
  type Drill,
  type DrillAct,
  type DrillMargin,
  type DrillResult,
  type Episode,
  type Interval,
  type Sighting,
  sightings,
} from "../../model/index.ts";

/** How quick a real helper was at everything that it did as the model does it, the least and the most of all drills. */
export function margins(
  results: readonly DrillResult[],
  allowed: (drill: Drill, draws: number) => readonly AllowedHistory[],
): readonly DrillMargin[] {
  const plain = results.filter(({ drill, verdict }) => verdict === "agrees" && isPlain(drill));
  const measured = plain.flatMap(({ drill, history }) => {
    const [way = []] = allowed(drill, DRAWS);
    return history.flatMap((episode, nth) => timesOf(episode, way[nth]));
  });
  const found = new Map<string, DrillMargin>();
  for (const one of measured) {
    const key = JSON.stringify([one.act, one.what, one.byte]);
    found.set(key, widened(found.get(key), one));
  }
  return [...found.values()];
}

/** The times of an episode that the model has too. */
function timesOf(episode: Episode, allowed: AllowedEpisode | undefined): readonly Measured[] {
  const bytes: Readonly<Partial<Record<Sighting, string>>> = {
    byteUs: episode.bytes.slice(0, 1),
    otherUs: episode.other ?? "",
  };
  return sightings.flatMap((what) => {
    const us = episode[what];
    const model = allowed?.[what];
    return us === undefined || model === undefined ? [] : [{ act: episode.act, what, byte: bytes[what], us, model }];
  });
}

const DRAWS = 48;

/** A drill in which nothing was done in haste, and nothing while the helper was held up. */
function isPlain({ steps }: Drill): boolean {
  const acts = steps.flatMap((step) => (step.kind === "act" ? [step.act] : []));
  const done = acts.filter((act) => act !== "occupy" && act !== "challenge" && !act.startsWith("start"));
  return done.length === 0 || (done.length === 1 && steps.some(({ kind }) => kind === "answer"));
}

interface Measured {
  readonly act: DrillAct;
  readonly what: Sighting;
  readonly byte: string | undefined;
  readonly us: number;
  readonly model: Interval;
}

function widened(known: DrillMargin | undefined, { act, what, byte, us, model }: Measured): DrillMargin {
  const [least, most] = known?.measured ?? [us, us];
  const [from, to] = known?.model ?? model;
  return {
    act,
    what,
    ...(byte === undefined || byte === "" ? {} : { byte }),
    times: (known?.times ?? 0) + 1,
    measured: [Math.min(least, us), Math.max(most, us)],
    model: [Math.min(from, model[0]), Math.max(to, model[1])],
  };
}
