/** A fault that a person can mend: its message is one sentence that says what to do next. Commands print it and exit with 1. */
export class PlainError extends Error {
  constructor(
    /** Stable word for logs and tests, e.g. `config_unreadable`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'PlainError';
    Object.setPrototypeOf(this, PlainError.prototype);
  }
}
