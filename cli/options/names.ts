import { suggest } from "../../model/index.ts";
import { UsageError } from "../usage-error.ts";

/** Checks a name that was given against the known ones. @throws UsageError with the nearest known name */
export function knownName<Name extends string>(text: string, option: string, known: readonly Name[]): Name {
  const name = known.find((one) => one === text);
  if (name !== undefined) return name;
  throw new UsageError(`${option}: there is no "${text}"${suggest(text, known)}`);
}

/** Names separated by commas; spaces and empty places are passed over. @throws UsageError on an unknown one */
export function knownNames<Name extends string>(text: string, option: string, known: readonly Name[]): Name[] {
  const names = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return [...new Set(names.map((name) => knownName(name, option, known)))];
}
