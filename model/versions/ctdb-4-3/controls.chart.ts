import {
  type CtdbdChange,
  type CtdbdData,
  type CtdbdEffect,
  type CtdbdEvent,
  controlsChart,
  replyTo,
} from "../../node/index.ts";
import type { ProgramChart } from "../../process/index.ts";

const changes = {
  storeLeader: {
    sentence: "keep what its recovery daemon says of the leader, for whoever asks",
    change: (c, e) => {
      if ("request" in e) c.d.toldLeader = e.request.body.leader ?? c.d.toldLeader;
    },
  },
  storeLockPath: {
    sentence: "the cluster lock has another path from now on; its recovery daemon will ask",
    change: (c, e) => {
      if ("request" in e) c.d.lockSetting = e.request.body.lockSetting ?? "";
    },
  },
} as const satisfies Record<string, CtdbdChange>;

const effects = {
  replyLeader: {
    sentence: "answer with the leader its recovery daemon believes in",
    effect: (c, e) => replyTo(e, { status: 0, leader: c.d.toldLeader }),
  },
  reportLockPath: {
    sentence: "log the path of the lock, if it is another one",
    effect: (c, e) => {
      if (!("request" in e)) return undefined;
      const path = e.request.body.lockSetting ?? "";
      if (path === c.d.lockSetting) return undefined;
      return { kind: "observe", event: { type: "lock-setting-changed", path, by: e.request.from } };
    },
  },
} as const satisfies Record<string, CtdbdEffect>;

const { guards, states } = controlsChart;
const { refuseObsolete: _none, ...actions } = controlsChart.actions;

/** The controls of 4.3: the leader can be asked for, and the lock moved. */
export const controls43: ProgramChart<CtdbdData, CtdbdEvent> = {
  ...controlsChart,
  source: "facts/leadership.md §3, §5; server/ctdb_control.c (4.3)",
  guards,
  actions: { ...actions, ...changes, ...effects },
  states: {
    serving: {
      ...states["serving"],
      on: {
        ...states["serving"]?.on,
        SET_RECMASTER: { actions: ["storeLeader", "replyOk"] },
        GET_RECMASTER: { actions: "replyLeader" },
        SET_RECLOCK_FILE: { actions: ["reportLockPath", "storeLockPath", "replyOk"] },
      },
    },
  },
};
