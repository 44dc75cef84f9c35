import { renewToken, tokenAtHand } from '../session/tokens';

/** A refusal (a problem document), or `unreachable` with status 0 when there was no answer at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, detail: string, retryAfter?: number) {
    super(detail);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

const TIMEOUT = 15_000;

/** Seconds that a call which came too fast waits before it is repeated; above, whoever wanted it hears of it. */
const LONGEST_WAIT = 5;
const ATTEMPTS = 4;

/**
 * A call as the user who is logged in. A token that was refused is renewed once, and the call made again; a password that was
 * refused is not said twice, because every time counts.
 */
export async function call<T>(path: string, options: Call = {}): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await authorizedCall<T>(path, options);
    } catch (error) {
      // Nothing was done, so it can be repeated, whatever it is.
      const wait = error instanceof ApiError && error.status === 429 ? error.retryAfter : undefined;
      if (wait === undefined || wait > LONGEST_WAIT || attempt === ATTEMPTS) throw error;
      await new Promise(resolve => setTimeout(resolve, wait * 1_000));
    }
  }
}

async function authorizedCall<T>(path: string, options: Call): Promise<T> {
  const token = tokenAtHand() ?? (await freshToken());
  try {
    return await plainCall<T>(path, options, token);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || error.code === 'bad_credentials') throw error;
    return plainCall<T>(path, options, await freshToken());
  }
}

/** A call that needs nobody to be logged in. */
export async function plainCall<T>(path: string, options: Call = {}, token?: string): Promise<T> {
  const { method = 'GET', body, signal } = options;
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (token !== undefined) headers['Authorization'] = `Bearer ${token}`;
  const timeout = AbortSignal.timeout(TIMEOUT);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      // A last word (log out) is said even if the page goes away.
      keepalive: method !== 'GET',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'unreachable', 'The server cannot be reached.');
  }
  if (!response.ok) throw await problem(response);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function freshToken(): Promise<string> {
  const token = await renewToken();
  if (token === 'ended') throw new ApiError(401, 'session_revoked', 'You have been logged out.');
  return token.value;
}

async function problem(response: Response): Promise<ApiError> {
  const document = (await response.json().catch(() => ({}))) as {
    code?: string;
    detail?: string;
    title?: string;
    retryAfter?: number;
  };
  const detail = document.detail ?? document.title ?? `The server answered ${response.status}.`;
  return new ApiError(response.status, document.code ?? 'internal', detail, document.retryAfter);
}
