import { useText } from '../i18n';
import { Button, Logo } from './parts';

/** Instead of everything, when it cannot be drawn. */
export function Broken() {
  const t = useText().common;
  return (
    <div className="grid h-full place-items-center p-6">
      <div className="grid justify-items-center gap-4 text-center" role="alert">
        <Logo className="size-14 text-accent" />
        <p className="text-soft">{t.broken}</p>
        <Button onClick={() => location.reload()}>{t.reload}</Button>
      </div>
    </div>
  );
}
