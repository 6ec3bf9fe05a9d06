import { type Model, type Override, withOverrides } from "../../../model/index.ts";
import type { Mutant } from "./mutants.ts";

/** What a run has asked of one name: it answered true, it answered false, or it was done. */
type Word = "true" | "false" | "done";
type Heard = Set<string>;

/** A model that behaves like another and writes down which of its names were asked, and what they answered. */
export interface ListeningModel {
  readonly model: Model;
  /** Forgets what was heard so far, and gives it. */
  readonly heard: () => Heard;
}

const keyOf = (chart: string, name: string, word: Word): string => `${chart} ${name} ${word}`;

/** Puts a listener behind every guard and action of a model. */
export function listeningModel(model: Model): ListeningModel {
  let said: Heard = new Set();
  const overrides = Object.values(model.charts).map((chart): Override => {
    const hears = (name: string, word: Word): void => void said.add(keyOf(chart.id, name, word));
    const guards = Object.entries(chart.guards).map(([name, guard]) => {
      const test = guard.test as (c: never, e: never) => boolean;
      const heard = (c: never, e: never): boolean => {
        const answer = test(c, e);
        hears(name, answer ? "true" : "false");
        return answer;
      };
      return [name, heard] as const;
    });
    const actions = Object.entries(chart.actions).map(([name, action]) => {
      const listening = Object.entries(action)
        .filter(([part]) => part === "change" || part === "effect")
        .map(([part, run]) => {
          const heard = (c: never, e: never): unknown => {
            const effect = (run as (c: never, e: never) => unknown)(c, e);
            // An effect that asks for nothing is not missed.
            if (part === "change" || effect !== undefined) hears(name, "done");
            return effect;
          };
          return [part, heard] as const;
        });
      return [name, Object.fromEntries(listening)] as const;
    });
    return {
      id: "listening",
      chart: chart.id,
      guards: Object.fromEntries(guards),
      actions: Object.fromEntries(actions),
    };
  });
  return {
    model: withOverrides(model, overrides),
    heard: () => {
      const before = said;
      said = new Set();
      return before;
    },
  };
}

/** Can a mutant differ in a run of which this was heard? One that answers as was answered anyway cannot. */
export function mayDiffer({ kind, chart, name }: Mutant, heard: Heard): boolean {
  const was = (word: Word): boolean => heard.has(keyOf(chart, name, word));
  switch (kind) {
    case "guard negated":
      return was("true") || was("false");
    case "guard always":
      return was("false");
    case "guard never":
      return was("true");
    case "action dropped":
      return was("done");
    default:
      return true;
  }
}
