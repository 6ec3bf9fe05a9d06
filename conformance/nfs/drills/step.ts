/** Servers: `one` is the server that is looked at; `other` serves the same files elsewhere. */
export type ServerName = "one" | "other";

/** One thing that is done, to a server or by a client. */
export type Step =
  /** A client begins, and has nothing to reclaim. */
  | { readonly act: "arrive"; readonly who: string; readonly at: ServerName; readonly address: string }
  /** A client begins anew after it lost its server: it may reclaim. */
  | { readonly act: "return"; readonly who: string; readonly at: ServerName; readonly address: string }
  /** A client asks for the exclusive lock of a file, for the one it had, gives it back, or writes under it. */
  | { readonly act: "lock" | "reclaim" | "unlock" | "write"; readonly who: string; readonly file: string }
  /** A client says that it has nothing left to reclaim. */
  | { readonly act: "done"; readonly who: string }
  /** Server `one` is called out to (facts/ip-nfs.md §4.1); with these clients of `other` on record. */
  | { readonly act: "startipreallocate" }
  | { readonly act: "takeip" | "releaseip"; readonly address: string; readonly clients?: readonly string[] }
  /** Server `one` is killed and started again; `other` is killed. */
  | { readonly act: "restart" | "crash-other" }
  /** Time goes by; or until the grace is over. */
  | { readonly act: "pause"; readonly seconds: number }
  | { readonly act: "over" };

/** A step in words, as drills and differences tell it. */
export function inWords(step: Step): string {
  switch (step.act) {
    case "arrive":
    case "return":
      return `${step.who} ${step.act}s`;
    case "lock":
    case "reclaim":
    case "unlock":
    case "write":
      return `${step.who} ${step.act}s ${step.file}`;
    case "done":
      return `${step.who} is done`;
    case "takeip":
    case "releaseip":
      return `${step.act} ${step.address}`;
    case "pause":
      return `${step.seconds} s pass`;
    default:
      return step.act;
  }
}

/** Where drills are carried out: each step has an answer, "" where nobody expects one. */
export interface Stage {
  take(step: Step): Promise<string>;
}
