/**
 * Two states of one log that cannot both be true: another root for the same size, a smaller size, a tree that does not
 * extend the other. Whoever meets it signs nothing and writes nothing; it is never resolved by itself.
 */
export class InconsistentLog extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InconsistentLog';
  }
}
