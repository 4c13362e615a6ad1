import { toRfc3339, systemNow } from '#base/time';

/** Tells the person at the terminal what is being done, one sentence a line. */
export type Say = (sentence: string) => void;

/** To stderr, so that `--json` keeps stdout for its one line. */
export const sayOnTerminal: Say = (sentence) => {
  process.stderr.write(`${sentence}\n`);
};

export const sayNothing: Say = () => {};

export type LogFields = Record<string, string | number | boolean | undefined>;

/** The running server's own record: one JSON object a line on stderr, without personal data. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** `cause` is written with its stack: this is for the operator, never for a caller. */
  error(message: string, cause: unknown, fields?: LogFields): void;
}

/** Makes a log that writes each entry through `write`. */
export function createLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const entry = (level: string, message: string, fields: object) =>
    write(`${JSON.stringify({ at: toRfc3339(systemNow()), level, message, ...fields })}\n`);
  return {
    info: (message, fields = {}) => entry('info', message, fields),
    warn: (message, fields = {}) => entry('warn', message, fields),
    error: (message, cause, fields = {}) =>
      entry('error', message, {
        ...fields,
        cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
      }),
  };
}
