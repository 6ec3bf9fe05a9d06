import { blobs, counted, joined, type Layout, struct, u32 } from "../wire/index.ts";

/** One record on its way between nodes. */
export interface SentRecord {
  /** 0, or the request of a traverse that it answers. */
  readonly requestId: number;
  readonly key: Uint8Array;
  /** Mostly a `StoredRecord`: header, then data. */
  readonly data: Uint8Array;
}

/** Records of one database: what a pull brings, a push sends, an update stores. */
export interface RecordBuffer {
  readonly dbId: number;
  readonly records: readonly SentRecord[];
}

/** Bytes of the four numbers in front of a record's key. */
const frontBytes = 16;

const inside = joined(struct<Pick<SentRecord, "requestId">>({ requestId: u32 }), blobs("key", "data"));

/** A record begins with its own length, which follows from the others. */
const sentRecord: Layout<SentRecord> = {
  read(reader) {
    const begin = reader.offset;
    const length = reader.u32();
    const record = inside.read(reader);
    const used = reader.offset - begin;
    if (length !== used) reader.fail(`says ${length} bytes, its parts have ${used}`, used);
    return record;
  },
  write(writer, record) {
    writer.u32(frontBytes + record.key.length + record.data.length);
    inside.write(writer, record);
  },
};

/** The layout of a {@link RecordBuffer}. */
export const recordBuffer: Layout<RecordBuffer> = struct<RecordBuffer>({
  dbId: u32,
  records: counted(sentRecord, frontBytes),
});
