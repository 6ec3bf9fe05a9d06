import { suggest } from "../../model/index.ts";
import { UsageError } from "../usage-error.ts";

/** Fewest characters of a name that is taken for the beginning of another. */
const BEGINNING = 3;
/** Most names that are listed to somebody whose text is the beginning of several. */
const LISTED = 10;

/**
 * Checks a name that was given against the known ones.
 *
 * @param listedBy the command that lists them, where they are many
 * @throws UsageError with the nearest known name
 */
export function knownName<Name extends string>(
  text: string,
  option: string,
  known: readonly Name[],
  listedBy?: string,
): Name {
  const name = known.find((one) => one === text);
  if (name !== undefined) return name;
  const list = listedBy === undefined ? "" : ` They are listed by: ${listedBy}`;
  const near = nearest(text, known);
  throw new UsageError(
    `${option}: there is no "${text}"${list === "" || near.endsWith("?") ? near : `${near}.`}${list}`,
  );
}

/** The known names that begin so, or else the one that is spelt nearly so. */
function nearest(text: string, known: readonly string[]): string {
  const longer = text.length < BEGINNING ? [] : known.filter((name) => name.startsWith(text));
  if (longer.length === 1) return `; did you mean "${longer[0]}"?`;
  return longer.length === 0
    ? suggest(text, known)
    : `; these begin so: ${longer.slice(0, LISTED).join(", ")}${more(longer)}`;
}

function more(names: readonly string[]): string {
  return names.length > LISTED ? ", …" : "";
}

/** Names separated by commas; spaces and empty places are passed over. @throws UsageError on an unknown one */
export function knownNames<Name extends string>(
  text: string,
  option: string,
  known: readonly Name[],
  listedBy?: string,
): Name[] {
  const names = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return [...new Set(names.map((name) => knownName(name, option, known, listedBy)))];
}
