/** Where a packet stops making sense. */
export interface MalformedPlace {
  /** What was being read: an operation such as `REQ_CALL`, or a control's part such as `GETVNNMAP reply`. */
  readonly packet: string;
  /** The field, with its path when it stands inside another: `records.3.key`. */
  readonly field: string;
  /** Where the field begins, in bytes from the begin of what was being read. */
  readonly offset: number;
}

/** Bytes that are no packet of this protocol. The message is one sentence: packet, field, offset and what is wrong. */
export class MalformedPacketError extends Error implements MalformedPlace {
  override readonly name = "MalformedPacketError";
  readonly packet: string;
  readonly field: string;
  readonly offset: number;

  constructor({ packet, field, offset }: MalformedPlace, problem: string) {
    super(`${packet}: ${field} at offset ${offset} ${problem}.`);
    this.packet = packet;
    this.field = field;
    this.offset = offset;
  }
}
