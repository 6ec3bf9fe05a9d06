import type { ProfileName } from "./profile-names.ts";

/** The options of `conform`, as typed. */
export interface ConformFlags {
  readonly profile: ProfileName;
  readonly hooks?: string;
  readonly only: readonly string[];
  readonly list?: boolean;
  readonly tap?: boolean;
  readonly junit?: string;
  readonly json?: boolean;
  readonly limit: readonly string[];
  readonly stub: readonly string[];
  readonly graceCall: readonly string[];
  readonly lease?: string;
  readonly ttl?: string;
  readonly calibrate?: string;
  /** False after --no-model. */
  readonly model: boolean;
}
