/** Ends a command that did its work with an exit code that says something, as `diff --exit-code` does. */
export class ExitWith extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit code ${code}`);
    this.code = code;
  }
}
