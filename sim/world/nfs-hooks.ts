import type { CalloutOp, GraceDesign, NfsEffect, NfsSpec } from "../../model/index.ts";
import type { Host, Process } from "./process.ts";

/** What the rest of the world tells the NFS side, and has it do. */
export interface NfsHooks {
  readonly design: GraceDesign;
  readonly exports: NfsSpec["exports"];
  begin(): void;
  boot(host: Host): void;
  lose(host: Host): void;
  pause(host: Host): void;
  resume(host: Host): void;
  callOut(host: Host, op: CalloutOp, address: string, done: (ok: boolean) => void): void;
  perform(process: Process, effect: NfsEffect): void;
}
