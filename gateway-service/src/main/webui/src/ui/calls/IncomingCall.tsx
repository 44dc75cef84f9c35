import { Phone, PhoneOff, Video } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useName } from '../../api/users';
import type { Call } from '../../calls/state';
import { useText } from '../../i18n';
import { useEngine } from '../engineContext';
import { Avatar } from '../parts';
import { RoundButton } from './RoundButton';

/** Somebody is calling. Over everything else, but what was being written stays where it is. */
export function IncomingCall({ call }: { call: Call }) {
  const engine = useEngine();
  const t = useText().calls;
  const name = useName(call.peer);
  const accept = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    // Whoever is writing goes on writing: Enter must not answer a call by accident.
    if (!(before instanceof HTMLTextAreaElement || before instanceof HTMLInputElement))
      accept.current?.focus();
  }, []);
  return (
    <div
      role="alertdialog"
      aria-label={t.incoming(name)}
      data-call="incoming"
      className="fixed inset-x-3 top-3 z-50 mx-auto flex max-w-md animate-up items-center gap-4 rounded-3xl bg-[oklch(0.25_0.03_235)] p-4 text-[oklch(0.97_0.005_220)] shadow-pop"
    >
      <span className="relative shrink-0">
        <span className="absolute inset-0 animate-pulse-ring rounded-full bg-here/50" aria-hidden />
        <span className="relative block">
          <Avatar id={call.peer} name={name} />
        </span>
      </span>
      <div className="min-w-0 flex-1 leading-tight" aria-live="assertive">
        <p className="truncate text-lg font-bold tracking-tight">{name}</p>
        <p className="text-sm text-[oklch(0.82_0.02_220)]">
          {call.video ? t.incomingVideo : t.incomingAudio}
        </p>
      </div>
      <RoundButton label={t.decline} look="danger" onClick={() => engine.calls.decline()}>
        <PhoneOff />
      </RoundButton>
      {call.video && (
        <RoundButton label={t.acceptVideo} look="go" onClick={() => void engine.calls.accept(true)}>
          <Video />
        </RoundButton>
      )}
      <RoundButton ref={accept} label={t.accept} look="go" onClick={() => void engine.calls.accept(false)}>
        <Phone />
      </RoundButton>
    </div>
  );
}
