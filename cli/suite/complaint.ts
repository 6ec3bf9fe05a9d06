import type { RunVerdict } from "../../reports/index.ts";

/** What a failed run says to whoever reads the test report: the violated properties, why, and the command that repeats it. */
export function complaint(verdict: RunVerdict): string {
  const lines = verdict.properties
    .filter((property) => property.verdict === "violated")
    .map((property) => `${property.name}: ${property.why.join(" ")}`);
  return [`seed ${verdict.seed}: ${verdict.verdict}`, ...lines, `reproduce: ${verdict.reproduce}`].join("\n");
}
