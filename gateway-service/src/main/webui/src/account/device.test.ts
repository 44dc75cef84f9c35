import { expect, it } from 'vitest';
import { deviceOf } from './device';

it('a device is called what people call it', () => {
  const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) ';
  expect(deviceOf(`${mac}Chrome/130.0 Safari/537.36 Edg/130.0`)).toMatchObject({
    browser: 'Edge',
    system: 'macOS',
  });
  expect(deviceOf(`${mac}Version/17.0 Safari/605.1.15`)).toMatchObject({
    browser: 'Safari',
    system: 'macOS',
  });
  expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0')).toMatchObject({
    browser: 'Firefox',
    system: 'Linux',
  });
  expect(
    deviceOf('Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36'),
  ).toEqual({
    browser: 'Chrome',
    system: 'Android',
    phone: true,
  });
  expect(deviceOf('curl/8.0')).toMatchObject({ browser: 'curl', system: undefined });
  expect(deviceOf(undefined)).toMatchObject({ browser: undefined, system: undefined });
});
