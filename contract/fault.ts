import type { z } from 'zod';

/** Where something is wrong, and what was expected there. */
export interface Fault {
  path: PropertyKey[];
  message: string;
}

/**
 * What an issue of zod is about. Of a union zod tells the issues of every branch and says itself no more than "Invalid input": the
 * branch whose first fault lies deepest is the one that was meant.
 */
export function faultOf(issue: z.core.$ZodIssue): Fault {
  if (issue.code !== 'invalid_union') return issue;
  const branches = issue.errors.flatMap(([first]) => (first ? [faultOf(first)] : []));
  branches.sort((one, other) => other.path.length - one.path.length);
  const meant = branches[0];
  return meant ? { path: [...issue.path, ...meant.path], message: meant.message } : issue;
}

/** The first thing zod found, as field and expectation. @param under the field that was looked at, where it is a part of more */
export function firstIssue(
  error: Pick<z.ZodError, 'issues'>,
  under = '',
): { field: string; expected: string } {
  const fault = faultOf(error.issues[0]!);
  const path = [under, ...fault.path.map(String)].filter(Boolean).join('.');
  return { field: path, expected: fault.message };
}
