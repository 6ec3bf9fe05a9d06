import type { RecordOp } from "../database/index.ts";
import type { Pnn } from "../words/index.ts";

/** A call of a node that is served; the generation is that of the call. */
export interface ServedCall {
  readonly db: string;
  readonly key: string;
  readonly to: Pnn;
  readonly generation: number;
}

/** What can be seen of records, as daemons move them. */
export type RecordObservation =
  /** This node is the record's dmaster from now on, by a packet. */
  | {
      readonly type: "record-arrived";
      readonly db: string;
      readonly key: string;
      readonly rsn: number;
      /** As stamped on the packet. */
      readonly generation: number;
    }
  /** This node was its dmaster: it gives it up. */
  | ({ readonly type: "record-given" } & ServedCall)
  /** The dmaster gives out a copy to read; later it has called all of them back, or could not. */
  | ({ readonly type: "record-delegated" } & ServedCall)
  | { readonly type: "record-revoked"; readonly db: string; readonly key: string; readonly isDone: boolean }
  /** A hot record of a sticky database has come, or came a moment ago: calls of peers for it wait. */
  | { readonly type: "record-pinned"; readonly db: string; readonly key: string; readonly forUs: number }
  /** The vacuum of its lmaster has removed a deleted record: by what it knows no node has a copy of it. */
  | { readonly type: "record-vacuumed"; readonly db: string; readonly key: string; readonly rsn: number }
  | {
      readonly type: "packet-dropped";
      readonly op: RecordOp;
      readonly db: string;
      readonly key: string;
      readonly from: Pnn;
      readonly why: string;
    };
