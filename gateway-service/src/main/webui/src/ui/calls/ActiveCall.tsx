import clsx from 'clsx';
import { Maximize2, Mic, MicOff, Minimize2, MonitorUp, PhoneOff, Video, VideoOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useName } from '../../api/users';
import type { Call } from '../../calls/state';
import { useText } from '../../i18n';
import { useEngine } from '../engineContext';
import { Avatar, IconButton } from '../parts';
import { RoundButton } from './RoundButton';
import { useSeconds } from './useSeconds';

/** The call under way, filling the window or small in a corner, so that one can write meanwhile. */
export function ActiveCall({ call }: { call: Call }) {
  const t = useText().calls;
  const name = useName(call.peer);
  const [small, setSmall] = useState(false);
  return (
    <section
      aria-label={t.with(name)}
      data-call={call.phase}
      className={clsx(
        'group/call fixed z-40 animate-in overflow-hidden bg-[oklch(0.17_0.02_235)] text-[oklch(0.97_0.005_220)]',
        small
          ? 'right-3 bottom-24 h-52 w-76 rounded-3xl shadow-pop md:right-5'
          : 'inset-0 md:inset-3 md:rounded-3xl md:shadow-pop',
      )}
    >
      <Theirs call={call} name={name} small={small} />
      {!small && <Mine call={call} />}
      <header className="absolute inset-x-0 top-0 flex items-center gap-3 bg-linear-to-b from-black/55 to-transparent p-4 pb-10">
        <div className="min-w-0 flex-1 leading-tight drop-shadow">
          <h2 className={clsx('truncate font-bold tracking-tight', small ? 'text-sm' : 'text-lg')}>{name}</h2>
          <Progress call={call} />
        </div>
        <IconButton
          label={small ? t.larger : t.smaller}
          onClick={() => setSmall(!small)}
          className="!text-white hover:!bg-white/15"
        >
          {small ? <Maximize2 /> : <Minimize2 />}
        </IconButton>
      </header>
      <Controls call={call} small={small} />
    </section>
  );
}

function Progress({ call }: { call: Call }) {
  const t = useText().calls;
  const seconds = useSeconds(call.connectedAt);
  if (call.phase === 'connected' && seconds !== undefined) {
    return (
      <p role="timer" className="text-sm text-white/85 tabular-nums">
        {clock(seconds)}
      </p>
    );
  }
  const words = {
    calling: t.calling,
    ringing: t.ringing,
    connecting: t.connecting,
    reconnecting: t.reconnecting,
  };
  return (
    <p role="status" className="text-sm text-white/85">
      {call.phase === 'incoming' || call.phase === 'connected' ? '' : words[call.phase]}
    </p>
  );
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

function Theirs({ call, name, small }: { call: Call; name: string; small: boolean }) {
  const t = useText().calls;
  const { camera, screen, microphone } = call.theirs;
  const seen = (camera || screen) && call.connectedAt !== undefined;
  const waiting = call.connectedAt === undefined;
  return (
    <>
      <Picture
        stream={call.remote}
        part="remote"
        className={clsx(
          'absolute inset-0 size-full',
          screen ? 'object-contain' : 'object-cover',
          !seen && 'opacity-0',
        )}
      />
      {!seen && (
        <div className="absolute inset-0 grid place-items-center">
          <span className="relative">
            {waiting && (
              <span className="absolute inset-0 animate-pulse-ring rounded-full bg-white/25" aria-hidden />
            )}
            <span className={clsx('relative block', !small && 'scale-150')}>
              <Avatar id={call.peer} name={name} size="lg" />
            </span>
          </span>
        </div>
      )}
      {!waiting && !microphone && (
        <p
          className={clsx(
            'absolute left-4 flex items-center gap-2 rounded-full bg-black/55 px-3 py-1.5 text-sm',
            small ? 'bottom-16 !text-xs' : 'bottom-28',
          )}
        >
          <MicOff className="size-4" aria-hidden /> {t.theirMicrophoneOff(name)}
        </p>
      )}
    </>
  );
}

/** What they see of us, mirrored as in a mirror; a screen is not. */
function Mine({ call }: { call: Call }) {
  const { camera, screen } = call.mine;
  if (!camera && !screen) return null;
  return (
    <div className="absolute right-4 bottom-28 w-28 overflow-hidden rounded-2xl bg-black shadow-pop ring-1 ring-white/20 md:w-52">
      <Picture
        stream={call.local}
        part="local"
        muted
        className={clsx(
          'aspect-[3/4] size-full md:aspect-video',
          screen ? 'object-contain' : '-scale-x-100 object-cover',
        )}
      />
    </div>
  );
}

function Picture({
  stream,
  part,
  muted = false,
  className,
}: {
  stream: MediaStream | undefined;
  part: 'remote' | 'local';
  muted?: boolean;
  className: string;
}) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream ?? null;
  }, [stream]);
  return <video ref={video} data-part={part} autoPlay playsInline muted={muted} className={className} />;
}

function Controls({ call, small }: { call: Call; small: boolean }) {
  const { calls } = useEngine();
  const t = useText().calls;
  const { microphone, camera, screen } = call.mine;
  const sharing = typeof navigator.mediaDevices.getDisplayMedia === 'function';
  return (
    <div
      className={clsx(
        'absolute inset-x-0 bottom-0 flex items-center justify-center gap-3 bg-linear-to-t from-black/60 to-transparent',
        small ? 'p-2 pt-6' : 'p-6 pt-16 pb-[max(1.5rem,env(safe-area-inset-bottom))] md:gap-4',
      )}
    >
      <RoundButton
        label={microphone ? t.mute : t.unmute}
        pressed={!microphone}
        onClick={() => calls.media.toggleMicrophone()}
      >
        {microphone ? <Mic /> : <MicOff />}
      </RoundButton>
      <RoundButton
        label={camera ? t.cameraOff : t.cameraOn}
        pressed={!camera}
        onClick={() => void calls.media.toggleCamera()}
      >
        {camera ? <Video /> : <VideoOff />}
      </RoundButton>
      {sharing && !small && (
        <RoundButton
          label={screen ? t.stopSharing : t.share}
          pressed={screen}
          onClick={() => void calls.media.toggleScreen()}
        >
          <MonitorUp />
        </RoundButton>
      )}
      <RoundButton label={t.hangUp} look="danger" onClick={() => calls.hangUp()}>
        <PhoneOff />
      </RoundButton>
    </div>
  );
}
