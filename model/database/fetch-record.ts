import type { Pnn } from "../words/index.ts";
import { RECORD_FLAG, type RecordCopy } from "./record.ts";

/** The copy that is there; where none is, an empty one that points to the lmaster. */
export function fetchRecord(copy: RecordCopy | undefined, lmaster: Pnn): RecordCopy {
  return copy ?? { rsn: 0, dmaster: lmaster, flags: RECORD_FLAG.automatic, value: "" };
}
