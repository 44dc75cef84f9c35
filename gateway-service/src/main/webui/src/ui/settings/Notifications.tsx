import { useId, useState } from 'react';
import { useText } from '../../i18n';
import { allowNotifications, notificationState } from '../notifications';
import { changeSettings, useSettings } from './preferences';

export function Notifications() {
  const t = useText().settings;
  const { notify, ring } = useSettings();
  const [permission, setPermission] = useState(notificationState);
  const turn = async (on: boolean) => {
    changeSettings({ notify: on && (await allowNotifications()), asked: true });
    setPermission(notificationState());
  };
  const trouble =
    permission === 'denied'
      ? t.notifyBlocked
      : permission === 'unsupported'
        ? t.notifyUnsupported
        : undefined;
  return (
    <div className="grid gap-5">
      <Switch
        label={t.notifyMe}
        hint={trouble ?? t.notifyHint}
        on={notify && permission === 'granted'}
        disabled={trouble !== undefined}
        onChange={on => void turn(on)}
      />
      <Switch label={t.sounds} on={ring} onChange={on => changeSettings({ ring: on })} />
    </div>
  );
}

function Switch({
  label,
  hint,
  on,
  disabled = false,
  onChange,
}: {
  label: string;
  hint?: string;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-4">
      <div className="grid flex-1 gap-0.5">
        <label htmlFor={id} className="font-semibold">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-[0.8125rem] text-faint">
            {hint}
          </p>
        )}
      </div>
      <button
        type="button"
        role="switch"
        id={id}
        aria-checked={on}
        aria-describedby={hint ? `${id}-hint` : undefined}
        disabled={disabled}
        onClick={() => onChange(!on)}
        className="relative mt-0.5 h-6 w-11 shrink-0 rounded-full bg-faint/60 transition-colors aria-checked:bg-accent disabled:opacity-40"
      >
        <span
          aria-hidden
          className={`absolute top-0.5 left-0.5 size-5 rounded-full bg-white shadow-bubble transition-transform ${on ? 'translate-x-5' : ''}`}
        />
      </button>
    </div>
  );
}
