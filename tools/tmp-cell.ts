import { constantsWith, modelFor } from "../model/index.ts";
import { Claims, } from "../properties/nfs/claims.ts";
import { OpenWindow } from "../properties/nfs/open-window.ts";
import { graceScenario, simulate } from "../sim/index.ts";
const [seed, grace, failure, client, smb, mode] = process.argv.slice(2) as any;
const sc = graceScenario(seed, { grace, failure, client, smb: smb === "1", set: {} });
const setting: any = { nodes: 3, lock: sc.lock, storage: sc.storage, inForce: [], constants: constantsWith({}), nfs: sc.nfs };
const w: any = new OpenWindow(setting); const claims = new Claims(setting);
const types = new Set(["file-lock-dropped","file-lock-believed","file-lock-reclaimed","file-lock-given-up","client-found-stale","grace-began","grace-ended","shared-grace-written","shared-grace-lifted","address-added","address-removed","host-crashed","host-paused","host-resumed","file-lock-granted","notice-received"]);
let open = false;
simulate(sc, { model: modelFor(sc), observe: (e: any) => {
  w.observe(e); const news = claims.observe(e);
  const now = w.open !== undefined;
  const skip = e.client >= 2 && e.type.startsWith("file-lock") && e.type !== "file-lock-dropped";
  if (mode === "all" ? types.has(e.type) && !skip : false) console.log((e.atUs/1e6).toFixed(6), e.host, JSON.stringify({...e, atUs: undefined, host: undefined, seq: undefined}));
  if (now !== open) { console.log((e.atUs/1e6).toFixed(6), now ? "OPEN" : "closed", w.open, JSON.stringify(e)); open = now; }
  if (news) console.log((e.atUs/1e6).toFixed(6), "NEWS", JSON.stringify(news));
}});
