/** The script that is judged, and what belongs to it. */
export interface CalloutCommand {
  /** Absolute path of an executable. */
  readonly script: string;
  /** Arguments that stand before the operation. */
  readonly args: readonly string[];
  /** Programs of the script's that must not run either: replaced by stubs that succeed. */
  readonly stubs: readonly string[];
  /** Programs that bring a node into grace when they are called; replaced by stubs. */
  readonly graceCalls: readonly string[];
}
