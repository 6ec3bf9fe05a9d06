import type { StepExit, StepSpec } from "../chart/index.ts";

/** Waits for every answer, goes on only if all were good; a failure may be blamed on nodes. */
interface Waiting {
  readonly until: string;
  /** Ways out that come before a failure. */
  readonly before: readonly StepExit[];
}

function phase({ until, before }: Waiting, name: string, sentence: string, ask: string, blame?: string): StepSpec {
  const actions = blame === undefined ? {} : { actions: [blame] };
  return { name, sentence, do: [ask], until, exits: [...before, { guard: "anyFailed", ...actions, to: "fail" }] };
}

/**
 * The phases of a takeover run, whoever makes it (facts/ip-nfs.md §1.3).
 *
 * @param begin what is done before the first
 */
export function takeoverSteps(waiting: Waiting, begin: readonly string[]): readonly StepSpec[] {
  const tunables = phase(waiting, "fetch-tunables", "the time-outs, and how addresses are spread", "askTunables");
  return [
    { ...tunables, do: [...begin, ...(tunables.do ?? [])] },
    phase(waiting, "fetch-nodemap", "who is connected, and who is active?", "askNodemap"),
    {
      name: "store-flags",
      sentence: "without an active node there is nothing to do",
      do: ["storeFlags", "setDeadline"],
      exits: [
        { guard: "nobodyIsActive", to: "fail" },
        { guard: "failoverIsOff", to: "finish" },
      ],
    },
    phase(waiting, "fetch-known", "who knows which address, and whose is it?", "askKnown", "blameForKnown"),
    { name: "store-known", sentence: "a node is believed about itself only", do: ["readOwners", "storeKnown"] },
    phase(waiting, "fetch-available", "who can host which?", "askAvailable", "blameForAvailable"),
    {
      name: "store-available",
      sentence: "is there anything to allocate?",
      do: ["storeAvailable"],
      exits: [{ guard: "nothingToHost", to: "finish" }],
    },
    {
      name: "allocate",
      sentence: "who shall have what?",
      do: ["compute"],
      until: "computed",
      exits: [{ actions: ["allocate", "setDeadline"], to: "next" }],
    },
    phase(
      waiting,
      "record",
      "who shall serve what is written before anything moves, where it stands in a database",
      "askOwners",
    ),
    phase(waiting, "start", "services may prepare, everywhere, before anything moves", "askStart", "blameForStart"),
    phase(waiting, "release", "nothing is taken before everything is released", "askReleases", "blameForRelease"),
    phase(waiting, "take", "each address where it belongs", "askTakes", "blameForTake"),
    phase(
      waiting,
      "finish",
      "services may follow up, everywhere, whether or not anything moved",
      "askFinish",
      "blameForFinish",
    ),
  ];
}
