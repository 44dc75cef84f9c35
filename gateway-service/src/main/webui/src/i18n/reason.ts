import { ApiError } from '../api/http';
import { text } from '.';

/** Why something did not work, for the reader. */
export function reasonOf(error: unknown): string {
  const { account, errors } = text();
  if (!(error instanceof ApiError)) return account.failed;
  if (error.code === 'rate_limited' && error.retryAfter) return errors.rateLimitedFor(error.retryAfter);
  const known = Object.entries(errors).find(([code]) => code === error.code)?.[1];
  return typeof known === 'string' ? known : error.message;
}
