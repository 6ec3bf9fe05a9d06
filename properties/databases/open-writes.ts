import type { Pnn } from "../../model/index.ts";
import { type Place, recordName } from "../picture/index.ts";
import { hostOfKey, processKey } from "../process-key.ts";

interface Writer {
  readonly host: Pnn;
  readonly pid: number;
}

/** What living clients have written to records that they still have locked. */
export class OpenWrites {
  private readonly byClient = new Map<number, Map<string, string>>();

  add(event: Writer & Place & { readonly value: string }): void {
    const writes = this.byClient.get(processKey(event)) ?? new Map<string, string>();
    this.byClient.set(processKey(event), writes.set(recordName(event), event.value));
  }

  /** The client is done with the record: what it wrote last; undefined: nothing. */
  take(event: Writer & Place): string | undefined {
    const writes = this.byClient.get(processKey(event));
    const value = writes?.get(recordName(event));
    writes?.delete(recordName(event));
    return value;
  }

  forget(client: Writer): void {
    this.byClient.delete(processKey(client));
  }

  forgetHost(host: Pnn): void {
    for (const key of this.byClient.keys()) if (hostOfKey(key) === host) this.byClient.delete(key);
  }
}
