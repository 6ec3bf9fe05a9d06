/** How a server is set up. */
export interface GaneshaSetting {
  /** The only address it serves; absent: all. */
  readonly address?: string;
  readonly port: number;
  /** Does it serve NFSv3 with its lock manager too? Then its grace lasts its whole time, whatever clients of v4 say. */
  readonly withNlm: boolean;
  /** How long its grace and its leases last, in seconds; it looks every half lease whether a grace is over. */
  readonly graceSeconds: number;
  readonly leaseSeconds: number;
}

/** The text of its configuration (ganesha-core-config(8)): the files in `shared`, its records below `records`. */
export function configurationOf(setting: GaneshaSetting, shared: string, records: string): string {
  const { address, port, withNlm, graceSeconds, leaseSeconds } = setting;
  const bound = address === undefined ? "" : `Bind_Addr = ${address};`;
  const spoken = withNlm ? "Protocols = 3, 4; Enable_NLM = true;" : "Protocols = 4; Enable_NLM = false;";
  const lasts = `Grace_Period = ${graceSeconds}; Lease_Lifetime = ${leaseSeconds};`;
  return `NFS_CORE_PARAM { NFS_Port = ${port}; ${bound} ${spoken} Enable_RQUOTA = false; Enable_UDP = false; }
NFSv4 { ${lasts} Delegations = false; RecoveryBackend = fs; RecoveryRoot = ${records}; }
EXPORT {
  Export_Id = 1; Path = ${shared}; Pseudo = /${EXPORT}; Filesystem_Id = 1.1;
  Access_Type = RW; Squash = no_root_squash; SecType = sys; FSAL { Name = VFS; }
}
LOG { Default_Log_Level = EVENT; }
`;
}

/** What clients look up. */
export const EXPORT = "shared";

/** A bus on which everybody may say everything: it is the server's alone. */
export function busConfigurationOf(socket: string): string {
  const allowed = ['user="*"', 'own="*"', 'send_type="method_call"', 'send_destination="*"', 'receive_sender="*"'];
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:path=${socket}</listen><auth>EXTERNAL</auth>
<policy context="default">${allowed.map((one) => `<allow ${one}/>`).join("")}</policy></busconfig>
`;
}
