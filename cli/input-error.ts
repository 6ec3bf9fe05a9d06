/** What came on standard input says nothing that can be worked with: one sentence that names the field or line (exit 2). */
export class InputError extends Error {
  override readonly name = "InputError";
}
