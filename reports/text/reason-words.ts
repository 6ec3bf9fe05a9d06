/** What a node is blamed for, where the model's word for it is short. */
export const blameTexts: Readonly<Record<string, string>> = {
  "map size": "the map has the wrong size",
};

/** Why a lock of a file is not given. */
export const refusals: Readonly<Record<string, string>> = {
  denied: "somebody else has it",
  grace: "the server is in grace",
  "no-grace": "the server takes no reclaims",
  later: "the file system is recovering",
  stale: "the server does not know it",
  "no-right": "it is not on record",
  "wrong-address": "it is exported by another address",
  granted: "",
};

/** Why the file system drops a lock of a file. */
export const dropCauses = {
  "node-gone": "its node is gone",
  restart: "the lock manager was restarted",
  released: "the server has let go of the address",
  expired: "the client was silent for a lease",
  unreclaimed: "nobody has reclaimed it in time",
} as const;
