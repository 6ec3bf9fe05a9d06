import { hang, type Kept, printable, type RunVerdict, shrinkSizes } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import type { RecordedOutcome } from "./judged-run.ts";
import { failureOf, keepFailure } from "./keep-failure.ts";
import type { Plan } from "./plan.ts";
import { quoted } from "./reproduce.ts";
import type { Manner } from "./run-one.ts";

/** Of each kind of failure, so many are written to folders and printed; the others are counted. */
const SHOWN_A_KIND = 3;

/** Failures as they come: the first few of each kind are told and kept, all are counted. */
export class Failures {
  count = 0;
  private readonly kinds = new Map<string, number>();
  private readonly io: Io;
  private readonly manner: Manner;
  private readonly clearProgress: () => void;

  constructor(io: Io, manner: Manner, clearProgress: () => void) {
    this.io = io;
    this.manner = manner;
    this.clearProgress = clearProgress;
  }

  /** Is this a kind of failure of which few were seen? */
  wants(verdict: RunVerdict): boolean {
    return (this.kinds.get(kindOf(verdict)) ?? 0) < SHOWN_A_KIND;
  }

  /** One more of a kind that is known. */
  pass(): void {
    this.count += 1;
  }

  /** Writes the folder and prints the line. */
  tell(plan: Plan, run: RecordedOutcome): void {
    this.count += 1;
    if (!this.wants(run.verdict)) return;
    const kind = kindOf(run.verdict);
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    const isFirst = this.kinds.get(kind) === 1;
    const kept = this.kept(plan, run, isFirst);
    if (kept === undefined || this.manner.json) return;
    const { folder, short } = kept;
    this.clearProgress();
    this.io.out(`${this.io.look.paint.bad(kind)}  written to ${folder}\n  ${printable(run.verdict.reproduce)}\n`);
    if (!this.manner.shrinks || failureOf(run) === undefined) return;
    if (short === undefined) {
      this.io.out(`  not shrunk, as the first of its kind is: npx cluster-sim shrink ${quoted(folder)}\n`);
      return;
    }
    const words = `shrunk ${shrinkSizes(short.note)}: ${folder}/shrunk`;
    this.io.out(`${hang("  ", printable(words), this.io.look.columns).join("\n")}\n`);
  }

  /** A folder that cannot be written is no reason to lose the runs that are still to come. */
  private kept(plan: Plan, run: RecordedOutcome, isFirst: boolean): Kept | undefined {
    try {
      return keepFailure(this.io, plan, run, { ...this.manner, shrinks: this.manner.shrinks && isFirst });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.clearProgress();
      this.io.err(`cluster-sim: ${printable(error.message)}\n`);
      return undefined;
    }
  }
}

function kindOf({ verdict, properties }: RunVerdict): string {
  const failed = properties.filter((one) => one.verdict === "violated");
  return failed.length === 0 ? verdict : `violated: ${failed.map((one) => one.name).join(", ")}`;
}
