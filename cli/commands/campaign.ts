import { type ExitCode, headerText } from "../../reports/index.ts";
import { type Begun, beginAgain, beginFresh } from "../campaign/begin.ts";
import { carryOutCampaign } from "../campaign/carry-out.ts";
import { outputsOf } from "../campaign/outputs.ts";
import { type CampaignFlags, type CampaignSettings, settingsOf } from "../campaign/settings.ts";
import type { Io } from "../io.ts";
import { requestOf } from "../options/run-flags.ts";
import { tellConfigured } from "../session/configured-text.ts";
import { settled } from "../session/inputs.ts";
import { version } from "../version.ts";

/** `cluster-sim campaign`: many seeds on all processors, or a part of them. */
export async function campaign(io: Io, flags: CampaignFlags): Promise<ExitCode> {
  const settings = settingsOf(flags);
  const outputs = outputsOf(flags, io.cwd);
  const json = flags.json ?? false;
  const begun = await (settings.resume === undefined
    ? fresh(io, flags, settings)
    : again(io, settings.resume, settings));
  if (!json) io.out(`${headerText(begun.content.head.work.word, version())}\n`);
  tellConfigured(io, begun.content.head.work.request.configured, json);
  return carryOutCampaign(io, begun, { settings, outputs, json });
}

async function fresh(io: Io, flags: CampaignFlags, settings: CampaignSettings): Promise<Begun> {
  // A scenario that is given says itself what it draws.
  const strategy = flags.scenario === undefined ? { strategy: flags.strategy ?? "portfolio" } : {};
  const [request, scenario] = await settled(requestOf({ ...flags, ...strategy }, io), flags.seed !== undefined, io.cwd);
  return beginFresh({ request, scenario: scenario ?? null, word: request.seed }, settings, flags.out, io.cwd);
}

function again(io: Io, name: string, settings: CampaignSettings): Promise<Begun> {
  return beginAgain(name, settings, io.cwd);
}
