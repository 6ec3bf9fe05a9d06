/** Controls: requests with an answer and a time-out (facts/leadership.md §3). */
export type ControlOp =
  | "GET_TUNABLES"
  | "GET_RUNSTATE"
  | "GET_NODEMAP"
  | "GET_RECMODE"
  | "GET_VNNMAP"
  | "GET_CAPABILITIES"
  | "GET_DBMAP"
  | "SET_RECMODE"
  | "START_RECOVERY"
  | "SET_VNNMAP"
  | "END_RECOVERY"
  | "MODIFY_FLAGS"
  | "SET_BAN_STATE"
  | "FREEZE"
  | "TAKE_ADDRESSES"
  | "STOP_NODE"
  | "CONTINUE_NODE"
  | "DISABLE_NODE"
  | "ENABLE_NODE"
  | "SET_LEADER_ROLE"
  | "GET_RECMASTER"
  | "SET_RECMASTER"
  | "GET_RECLOCK_FILE"
  | "SET_RECLOCK_FILE"
  | "SHUTDOWN"
  | "RECOVERD_PING";

/** In what capacity a control was sent: only a leader's controls are acts. */
export type Role = "leader" | "candidate" | "self" | "admin";
