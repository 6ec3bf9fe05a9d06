import type { Clause, ClauseHead } from "./clause.ts";
import type { ClauseResult, TranscriptLine } from "./clause-result.ts";
import { type Finding, fail, notApplicable, notEstablished, type Verdict } from "./finding.ts";
import { NotEstablishedError } from "./not-established-error.ts";

/** A trial that was opened for one clause. */
export interface OpenTrial<Trial> {
  readonly trial: Trial;
  /** Why the program had to be ended before the check was over (it forks without end), if so: the clause then fails. */
  runaway(): string | undefined;
  /** Ends what was started and tells what happened. */
  close(): Promise<readonly TranscriptLine[]>;
}

/** How a list of clauses is checked. */
export interface CheckOptions<Trial> {
  readonly clauses: readonly Clause<Trial>[];
  /** Numbers or names of the clauses to check; what they need is checked before. All if absent. */
  readonly only?: ReadonlySet<string>;
  /** Begins a trial for one clause. */
  readonly open: (clause: ClauseHead) => Promise<OpenTrial<Trial>>;
  /** Told when a clause begins, with how many there are. */
  readonly begins?: (clause: ClauseHead, index: number, of: number) => void;
  /** Told when a clause is over. */
  readonly ends?: (result: ClauseResult) => void;
  /** A clause that takes longer is not established, in milliseconds: no check waits without end, this is for the kit's own faults. */
  readonly limitMs?: number;
  /** Ends the checking after what was begun is cleaned up; the rest is left out. */
  readonly stop?: AbortSignal;
}

const LIMIT_MS = 900_000;

/** Checks clauses one after another, each with a trial of its own. */
export async function checkClauses<Trial>(options: CheckOptions<Trial>): Promise<readonly ClauseResult[]> {
  const chosen = withNeeds(options.clauses, options.only);
  const results: ClauseResult[] = [];
  for (const [index, clause] of chosen.entries()) {
    if (isStopped(options)) break;
    options.begins?.(clause, index, chosen.length);
    const result = await checkOne(clause, results, options);
    if (isStopped(options)) break;
    results.push(result);
    options.ends?.(result);
  }
  return results;
}

function isStopped({ stop }: { readonly stop?: AbortSignal }): boolean {
  return stop?.aborted === true;
}

/** The clauses asked for, and before each those that it needs. */
function withNeeds<Trial>(
  clauses: readonly Clause<Trial>[],
  only: ReadonlySet<string> | undefined,
): readonly Clause<Trial>[] {
  if (only === undefined) return clauses;
  const wanted = new Set<string>();
  const want = (id: string): void => {
    wanted.add(id);
    for (const need of clauses.find((clause) => clause.id === id)?.needs ?? []) want(need);
  };
  for (const { id, name } of clauses) if (only.has(id) || only.has(name)) want(id);
  return clauses.filter(({ id }) => wanted.has(id));
}

/** What a clause that is needed must have come to: one that says nothing of such a program stands in nobody's way. */
const enough: ReadonlySet<Verdict> = new Set<Verdict>(["pass", "not applicable"]);

async function checkOne<Trial>(
  clause: Clause<Trial>,
  before: readonly ClauseResult[],
  options: CheckOptions<Trial>,
): Promise<ClauseResult> {
  const startedMs = performance.now();
  const { check: _check, inapplicable: _inapplicable, ...head } = clause;
  const missing = before.find(({ id, verdict }) => clause.needs.includes(id) && !enough.has(verdict));
  const { transcript, ...finding } =
    missing === undefined
      ? await tried(clause, options)
      : { ...notEstablished(`needs ${missing.id} ${missing.name}, which is: ${missing.verdict}`), transcript: [] };
  return { ...head, ...finding, tookMs: performance.now() - startedMs, transcript };
}

async function tried<Trial>(
  clause: Clause<Trial>,
  { open, limitMs = LIMIT_MS, stop }: CheckOptions<Trial>,
): Promise<Finding & { readonly transcript: readonly TranscriptLine[] }> {
  const opened = await open(clause);
  let transcript: readonly TranscriptLine[] = [];
  let finding: Finding;
  try {
    const why = clause.inapplicable?.(opened.trial);
    finding = why === undefined ? await bounded(clause.check(opened.trial), limitMs, stop) : notApplicable(why);
    const runaway = opened.runaway();
    if (runaway !== undefined) finding = fail(runaway);
  } finally {
    // Also when the kit itself is at fault: nothing that was started may stay.
    transcript = await opened.close();
  }
  return { ...finding, transcript };
}

/** The finding of a check, or why there is none. A fault of the kit itself goes on as it is. */
async function bounded(check: Promise<Finding>, limitMs: number, stop: AbortSignal | undefined): Promise<Finding> {
  const { promise: given, resolve } = resolvable<Finding>();
  const timer = setTimeout(() => resolve(notEstablished(`was not over within ${limitMs / 1_000} s`)), limitMs);
  const interrupted = (): void => resolve(notEstablished("was interrupted"));
  if (stop?.aborted === true) interrupted();
  stop?.addEventListener("abort", interrupted, { once: true });
  try {
    return await Promise.race([check, given]);
  } catch (error) {
    if (error instanceof NotEstablishedError) return notEstablished(error.message);
    throw error;
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener("abort", interrupted);
    // Should it still fail later, nobody is there to hear of it.
    check.catch(() => undefined);
  }
}

/** A promise, and what resolves it. */
function resolvable<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((given) => {
    resolve = given;
  });
  return { promise, resolve };
}
