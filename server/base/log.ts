import { toRfc3339, systemNow } from '#base/time';

/** Tells the person at the terminal what is being done, one sentence a line. */
export type Say = (sentence: string) => void;

/** To stderr, so that `--json` keeps stdout for its one line. */
export const sayOnTerminal: Say = (sentence) => {
  process.stderr.write(`${sentence}\n`);
};

export const sayNothing: Say = () => {};

export type LogFields = Record<string, string | number | boolean | undefined>;

/** From which level on entries are written. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The running server's own record: one JSON object a line on stderr, without personal data. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** `cause` is written with its stack: this is for the operator, never for a caller. */
  error(message: string, cause: unknown, fields?: LogFields): void;
}

/** Makes a log that writes each entry of at least a level through `write`. */
export function createLog(
  write: (line: string) => void = (line) => process.stderr.write(line),
  least: LogLevel = 'info',
): Log {
  const entry = (level: LogLevel, message: string, fields: object) => {
    if (logLevels.indexOf(level) > logLevels.indexOf(least)) return;
    write(`${JSON.stringify({ at: toRfc3339(systemNow()), level, message, ...fields })}\n`);
  };
  return {
    debug: (message, fields = {}) => entry('debug', message, fields),
    info: (message, fields = {}) => entry('info', message, fields),
    warn: (message, fields = {}) => entry('warn', message, fields),
    error: (message, cause, fields = {}) =>
      entry('error', message, { ...fields, ...databaseFields(cause), cause: causeText(cause) }),
  };
}

/** The sentences of a server as entries of its log, for whoever gathers logs by machine. */
export const sayInLog =
  (log: Log): Say =>
  (sentence) =>
    log.info(sentence);

interface DatabaseError extends Error {
  code: string;
  table?: string;
  column?: string;
  constraint?: string;
}

const isDatabaseError = (cause: unknown): cause is DatabaseError =>
  cause instanceof Error && 'severity' in cause && 'code' in cause;

/** What PostgreSQL says besides its sentence, as far as it names things of ours and never a value. */
function databaseFields(cause: unknown): LogFields {
  if (!isDatabaseError(cause)) return {};
  const { code, table, column, constraint } = cause;
  return { code, ...(table && { table }), ...(column && { column }), ...(constraint && { constraint }) };
}

/**
 * A cause with its stack. PostgreSQL quotes in its sentences what it was given, which may be somebody's name: that is left out,
 * and what it is about stands in fields of its own.
 */
function causeText(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const text = cause.stack ?? cause.message;
  if (!isDatabaseError(cause)) return text;
  return text.replace(cause.message, cause.message.replaceAll(/"[^"]*"/g, '"…"'));
}
