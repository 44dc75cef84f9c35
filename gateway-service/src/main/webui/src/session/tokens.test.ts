import { beforeEach, describe, expect, it } from 'vitest';
import { renewToken, setRefresh, setToken, tokenAtHand } from './tokens';

const token = (value: string, seconds = 600) => ({ value, expiresAt: Date.now() + seconds * 1000 });
let refreshes = 0;

beforeEach(() => {
  refreshes = 0;
  setToken(undefined);
  setRefresh(() => {
    refreshes++;
    const fresh = token(`t${refreshes}`);
    setToken(fresh);
    return Promise.resolve(fresh);
  });
});

describe('renewals', () => {
  it('that overlap present the refresh token once', async () => {
    const both = await Promise.all([renewToken(), renewToken()]);
    expect(refreshes).toBe(1);
    expect(both[0]).toBe(both[1]);
  });

  it('that follow each other are made each', async () => {
    await renewToken();
    await renewToken();
    expect(refreshes).toBe(2);
  });

  it('may be tried again after one failed', async () => {
    setRefresh(() => Promise.reject(new Error('no network')));
    await expect(renewToken()).rejects.toThrow('no network');
    setRefresh(() => Promise.resolve('ended'));
    await expect(renewToken()).resolves.toBe('ended');
  });
});

describe('the token at hand', () => {
  it('is none when it is about to expire', () => {
    setToken(token('old', 3));
    expect(tokenAtHand()).toBeUndefined();
    setToken(token('good'));
    expect(tokenAtHand()).toBe('good');
  });
});
