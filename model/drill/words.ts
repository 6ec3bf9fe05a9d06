import type { AllowedEpisode, Episode, Sighting } from "./history.ts";

/** More bytes than this of a helper that talks on and on are told of nobody. */
const BYTES_MAX = 20;

/** What was seen in an episode, or may be, one after another. */
export function sightsOf(
  episode: Episode | AllowedEpisode,
): readonly { readonly what: Sighting; readonly words: string }[] {
  const { bytes, other, closedUs, endedUs } = episode;
  const said = other === "" ? "the other says nothing" : `the other says ${quoted(other ?? "")}`;
  return [
    ...(other === undefined ? [] : [{ what: "otherUs" as const, words: said }]),
    ...(bytes === "" ? [] : [{ what: "byteUs" as const, words: `it writes ${quoted(bytes)}` }]),
    ...(endedUs === undefined ? [] : [{ what: "endedUs" as const, words: "it ends" }]),
    ...(closedUs === undefined ? [] : [{ what: "closedUs" as const, words: "its output is closed" }]),
  ];
}

/** The same as one phrase. */
export function looksLike(episode: Episode | AllowedEpisode): string {
  const sights = sightsOf(episode).map(({ words }) => words);
  return sights.length === 0 ? "nothing comes" : sights.join(", ");
}

function quoted(bytes: string): string {
  return JSON.stringify(bytes.slice(0, BYTES_MAX));
}
