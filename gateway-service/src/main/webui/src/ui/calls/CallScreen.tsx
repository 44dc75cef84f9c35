import { useEffect } from 'react';
import { ring } from '../../calls/ringing';
import { type Call, useCall } from '../../calls/state';
import { useSettings } from '../settings/preferences';
import { ActiveCall } from './ActiveCall';
import { IncomingCall } from './IncomingCall';

/** The call there is: ringing here, or under way. */
export default function CallScreen() {
  const call = useCall(state => state.call);
  useRinging(call);
  useStaying(call);
  if (!call) return null;
  return call.phase === 'incoming' ? <IncomingCall call={call} /> : <ActiveCall call={call} />;
}

function useRinging(call: Call | undefined) {
  const aloud = useSettings(state => state.ring);
  const tone = call?.phase === 'incoming' ? 'incoming' : call?.phase === 'ringing' ? 'outgoing' : undefined;
  useEffect(() => {
    if (!aloud || tone === undefined) return;
    return ring(tone);
  }, [aloud, tone]);
}

/** Whoever closes the page during a call is asked first. */
function useStaying(call: Call | undefined) {
  const talking = call?.connectedAt !== undefined;
  useEffect(() => {
    if (!talking) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [talking]);
}
