import { type OpenTrial, openTrial, type Trial, type TrialSetting } from "../../conformance/index.ts";

/** Trials that were begun and not yet closed: whatever goes wrong in a check, its helpers are ended. */
export class OpenTrials {
  readonly #open = new Set<OpenTrial<Trial>>();

  /** Begins a trial. */
  open(setting: TrialSetting): OpenTrial<Trial> {
    const opened = openTrial(setting);
    this.#open.add(opened);
    return {
      trial: opened.trial,
      runaway: () => opened.runaway(),
      close: async () => {
        const lines = await opened.close();
        this.#open.delete(opened);
        return lines;
      },
    };
  }

  /** Ends what the check of a clause left open. */
  async closeAll(): Promise<void> {
    for (const opened of this.#open) await opened.close();
    this.#open.clear();
  }
}
