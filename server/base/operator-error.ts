/**
 * Something the person at the terminal can put right: a setting, a folder, a missing package.
 * Its message says what was found, what was expected and what to do; it is printed without a stack.
 */
export class OperatorError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OperatorError';
  }
}
