import { hashOf } from "../../model/index.ts";
import type { ExitCode } from "../exit-code.ts";
import type { RunVerdict } from "../verdict.ts";

/** What failures of one kind have in common. */
export interface Signature {
  /** A short name: eight characters of a hash of the rest. */
  readonly id: string;
  /** The property that failed, or what else is wrong: `diverged`, `time-limit`, `error`. */
  readonly property: string;
  readonly exitCode: ExitCode;
  /** The first sentence about it, with `#` for what differs from seed to seed. */
  readonly sentence: string;
}

/** The signature of a run that did not hold: of the property that failed first in the order of the catalogue. */
export function signatureOf({ properties, verdict, exitCode }: RunVerdict): Signature {
  const failed =
    properties.find((one) => one.verdict === "violated") ?? properties.find((one) => one.verdict === "unknown");
  return signature(failed?.name ?? verdict, exitCode, failed?.why[0] ?? "");
}

/** The signature of a failure with this sentence. */
export function signature(property: string, exitCode: ExitCode, why: string): Signature {
  const sentence = general(why);
  return { id: shortHash(`${property}\n${exitCode}\n${sentence}`), property, exitCode, sentence };
}

/** A sentence with `#` for paths, numbers with their units, records, databases, addresses, and lists of all these. */
function general(sentence: string): string {
  return sentence
    .replaceAll(/[^\s"'(]*\/[^\s"')]*[^\s"').,:;]/g, "#")
    .replaceAll(/\bk\d+\b/g, "#")
    .replaceAll(/\b[\w-]+\.tdb\b/g, "#")
    .replaceAll(/\b(?:0x)?\d[\d.,:]*(?<=\d)(?: ?(?:us|ms|s|min|h)\b)?/g, "#")
    .replaceAll(/((?:\w+ )?#)(?:(?:,| and|, and) \1)+/g, "$1");
}

/** A hash of the characters, in hex. */
function shortHash(text: string): string {
  return hashOf(text).toString(16).padStart(8, "0");
}
