import { readFileSync } from "node:fs";

/** The version of the package: from the package.json above the sources or above dist/. */
export function version(): string {
  for (const place of ["../package.json", "../../package.json"]) {
    const found = versionIn(new URL(place, import.meta.url));
    if (found !== undefined) return found;
  }
  return "unknown";
}

function versionIn(place: URL): string | undefined {
  try {
    const content = JSON.parse(readFileSync(place, "utf8")) as { name?: unknown; version?: unknown };
    return content.name === "cluster-sim" ? String(content.version) : undefined;
  } catch {
    return undefined;
  }
}
