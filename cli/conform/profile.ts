import type { CheckedClause, ClauseAbout, ConformanceAbout, Margin, ModelComparison } from "../../reports/index.ts";
import type { ProfileName } from "./profile-names.ts";

/** A contract: its clauses, and how a program is held against them. */
export interface Profile {
  readonly name: ProfileName;
  readonly clauses: readonly ClauseAbout[];
  /** The limits that hold unless others are given, milliseconds, by the names that `--limit` takes. */
  readonly limitsMs: Readonly<Record<string, number>>;
  /** True: its program runs in a sandbox, among stubs of the programs that it calls. */
  readonly runsAmongStubs?: boolean;
  /** The command to run, its program as an absolute path. @throws UsageError if it could not be run */
  command(typed: readonly string[], cwd: string): readonly string[];
  /** Makes the environment. @throws UsageError if what was asked for cannot be had here */
  begin(setting: ProfileSetting, stop: AbortSignal): Promise<Begun>;
}

/** What is checked, and in which surroundings. */
export interface ProfileSetting {
  /** The program and its arguments; the first word is an absolute path, or there is none. */
  readonly command: readonly string[];
  /** Name of hooks, or the path of an executable; absent: whatever suits the arguments. */
  readonly hooks?: string;
  readonly leaseMs?: number;
  readonly ttlSeconds?: number;
  readonly limitsMs: Readonly<Record<string, number>>;
  /** Programs of a call-out that must not run: replaced by stubs that succeed. */
  readonly stubs: readonly string[];
  /** Programs of a call-out that bring a node into grace; replaced by stubs too. */
  readonly graceCalls: readonly string[];
}

/** A contract with an environment: clauses can be checked in it until it is ended. */
export interface Begun {
  readonly hooks: ConformanceAbout["hooks"];
  /** A sentence about what more could be checked, and how. */
  readonly hint?: string;
  check(watch: Watch): Promise<readonly CheckedClause[]>;
  /** Holds real histories against the simulator's chart, if the profile can. */
  compare?(watch: CompareWatch): Promise<Compared>;
  /** Ends and removes everything. */
  end(): Promise<void>;
}

/** How a check is followed. */
export interface Watch {
  /** Numbers of the clauses to check besides what they need; absent: all. */
  readonly only?: ReadonlySet<string>;
  readonly begins: (clause: ClauseAbout, index: number, of: number) => void;
  readonly ends: (clause: CheckedClause) => void;
  readonly stop: AbortSignal;
}

/** How a comparison is followed. */
export interface CompareWatch {
  readonly columns: number;
  /** Told when a drill is over. */
  readonly ends: (drill: string, done: number, of: number) => void;
  readonly stop: AbortSignal;
}

/** What the comparison came to. */
export interface Compared {
  readonly comparison: ModelComparison;
  readonly margins: readonly Margin[];
  /** Fields of a scenario file: the simulator with the times of this program. */
  readonly knobs: object;
}
