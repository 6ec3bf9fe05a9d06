import { procedure } from "../chart/index.ts";
import { leaderGuards, type RecoverdData, type RecoverdEvent } from "../leadership/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { recoveryGuards } from "../recovery/index.ts";
import { takeoverSteps } from "./takeover-phases.ts";
import { type WorkOf, workChanges, workEffects, workGuards } from "./work-names.ts";

const workOf: WorkOf<RecoverdData> = ({ work }) => work;

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "takeover-inline",
  sentence: "a takeover run that the recovery daemon makes itself: the phases of the helper, without one (up to 4.5)",
  source: "facts/ip-nfs.md §1.3; seed 002 (IP takeover run helper); server/ctdb_takeover.c ctdb_takeover_run (4.5)",
  guards: {
    answeredOrLeaderLost: recoveryGuards.answeredOrLeaderLost,
    anyFailed: waits.anyFailed,
    notLeader: leaderGuards.notLeader,
    ...workGuards(workOf),
  },
  actions: { ...workChanges(workOf), ...workEffects(workOf) },
  ends: ["failed"],
  steps: [
    ...takeoverSteps({ until: "answeredOrLeaderLost", before: [{ guard: "notLeader", to: "fail" }] }, [
      "beginWork",
      "reportStarted",
    ]),
    { name: "succeed", sentence: "all phases are over", do: ["reportDone"], exits: [{ to: "done" }] },
    {
      name: "fail",
      sentence: "a phase has failed, or this node no longer leads: what has moved stays where it is",
      do: ["reportFailed", "tellBlamed"],
      exits: [{ to: "failed" }],
    },
  ],
};

/** A takeover run inside the recovery daemon. */
export const takeoverInlineChart = procedure(spec);
