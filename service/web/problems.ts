import type { MessageKey, Saying } from '../../shared/messages';
import { ForbiddenStep, sentenceOf } from '../entries/forbidden-step';

/** A request that cannot be served, with the status that says why, and a sentence of its own where the status's would not be true. */
export class Problem extends Error {
  constructor(
    readonly status: ProblemStatus,
    readonly saying: Saying | null = null,
  ) {
    super(`HTTP ${status}`);
  }
}

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 429 | 500 | 503;

const TEXTS: Readonly<Record<ProblemStatus, MessageKey>> = {
  400: 'problem.400',
  401: 'problem.401',
  403: 'problem.403',
  404: 'problem.404',
  405: 'problem.405',
  409: 'problem.409',
  413: 'problem.413',
  429: 'problem.429',
  500: 'problem.500',
  503: 'problem.503',
};

/** What the drivers say when the database is away; everything else is a fault of ours. */
const AWAY = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'PROTOCOL_CONNECTION_LOST', 'ER_SERVER_SHUTDOWN'];

/** The status a failure is answered with. */
export function statusOf(failure: unknown): ProblemStatus {
  if (failure instanceof Problem) return failure.status;
  if (failure instanceof ForbiddenStep) return failure.code === 'no_such_entry' ? 404 : failure.code === 'admin_only' ? 403 : 409;
  const { code, status } = (failure || {}) as { code?: unknown; status?: unknown };
  if (typeof code === 'string' && AWAY.indexOf(code) >= 0) return 503;
  // Express itself: a path or a form that cannot be read, or one too long.
  return status === 400 || status === 413 ? status : 500;
}

/** The sentence a reader gets for a failure. */
export function problemSaying(failure: unknown): Saying {
  if (failure instanceof Problem && failure.saying !== null) return failure.saying;
  return { key: failure instanceof ForbiddenStep ? sentenceOf(failure) : TEXTS[statusOf(failure)] };
}
