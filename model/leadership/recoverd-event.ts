import type { Pnn } from "../words/index.ts";

/** Everything a recovery daemon reacts to: timers, messages, its children's pipes, signals. */
export type RecoverdEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "MAIN_LOOP_DUE" }
  | { readonly type: "BROADCAST_DUE" }
  | { readonly type: "LEADER_TIMEOUT" }
  | { readonly type: "ELECTION_OVER" }
  | { readonly type: "VOTE_RESEND_DUE" }
  | { readonly type: "LOCK_TAKE_TIMEOUT"; readonly peer: number }
  | { readonly type: "LEADER"; readonly leader: Pnn }
  | {
      readonly type: "ELECTION";
      readonly pnn: Pnn;
      readonly connected: number;
      readonly priorityTimeUs: number;
      readonly flags: number;
    }
  | { readonly type: "TAKEOVER_RUN"; readonly pnn: Pnn }
  | { readonly type: "DISABLE_TAKEOVER_RUNS"; readonly pnn: Pnn; readonly forUs: number }
  | { readonly type: "REBALANCE_NODE"; readonly pnn: Pnn }
  | { readonly type: "BANNING"; readonly pnn: Pnn }
  | { readonly type: "PUSH_FLAGS"; readonly pnn: Pnn; readonly flags: number }
  | { readonly type: "CHILD_OUTPUT"; readonly handle: number; readonly byte: string; readonly revision?: number }
  | { readonly type: "CHILD_PIPE_CLOSED"; readonly handle: number }
  | { readonly type: "DAEMON_GONE" }
  | { readonly type: "SIGTERM" };
