import { iceServers, reportCall } from '../api/calls';
import type { Uuid } from '../protocol';
import { Calls } from './calls';
import { openCamera, openMedia, openScreen } from './media';
import { BrowserPeer } from './peer';
import type { CallSignal } from './signals';
import { type Call, useCall } from './state';

/** Milliseconds until a report that was not heard is made again. */
const REPORT_AGAIN = [2_000, 10_000, 60_000];

/** Calls in this browser. */
export function openDesk(
  me: Uuid,
  newId: () => Uuid,
  signal: (to: Uuid, call: Uuid, data: CallSignal) => boolean,
): Calls {
  return new Calls({
    newId,
    signal,
    openMedia,
    openCamera,
    openScreen,
    connect: async (polite, tracks, handler) => {
      // Without help two browsers on one network still find each other.
      const { iceServers: servers } = await iceServers().catch(() => ({ iceServers: [] }));
      return new BrowserPeer(servers, polite, tracks, handler);
    },
    report: (call, outcome, seconds) =>
      report(call, { outcome, seconds, caller: call.outgoing ? me : call.peer }, REPORT_AGAIN),
    tell: (what, call) => useCall.setState({ news: { what, call } }),
  });
}

function report(call: Call, ended: Parameters<typeof reportCall>[2], again: readonly number[]): void {
  reportCall(call.conversation, call.id, ended).catch(() => {
    const [next, ...later] = again;
    if (next !== undefined) setTimeout(() => report(call, ended, later), next);
  });
}
