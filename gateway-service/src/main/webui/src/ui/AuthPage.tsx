import { type ComponentProps, useState } from 'react';
import { useText } from '../i18n';
import { reasonOf } from '../i18n/reason';
import { logIn, register } from '../session/session';
import { Button, Field, Logo } from './parts';
import { toHome, toRegister } from './route';

/** Log in or register: one page, two forms. */
export function AuthPage({ registering, ended }: { registering: boolean; ended: boolean }) {
  return (
    <main className="grid h-full overflow-y-auto lg:grid-cols-[1.1fr_1fr]">
      <Welcome />
      <div className="grid place-items-center px-6 py-10">
        <div className="w-full max-w-sm">
          <div className="mb-8 flex items-center gap-2.5 lg:hidden">
            <Logo className="size-9 text-accent" />
            <span className="text-2xl font-extrabold tracking-tight">Parley</span>
          </div>
          {registering ? <RegisterForm /> : <LoginForm ended={ended} />}
        </div>
      </div>
    </main>
  );
}

function LoginForm({ ended }: { ended: boolean }) {
  const t = useText().account;
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const form = useForm(() => logIn(username.trim(), password));
  return (
    <form onSubmit={form.submit} className="grid gap-5" aria-labelledby="auth-title">
      <Heading title={t.welcomeBack}>{ended ? t.ended : t.goOn}</Heading>
      <Field
        label={t.username}
        autoComplete="username"
        {...PLAIN}
        autoFocus
        value={username}
        onChange={on(setUsername)}
      />
      <Field
        label={t.password}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={on(setPassword)}
      />
      <Refusal reason={form.reason} />
      <Button type="submit" disabled={form.busy} className="h-11">
        {t.logIn}
      </Button>
      <p className="text-soft">
        {t.newHere} <Link href={toRegister}>{t.createAnAccount}</Link>
      </p>
    </form>
  );
}

function RegisterForm() {
  const t = useText().account;
  const [displayName, setDisplayName] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const form = useForm(() => register(displayName.trim(), username.trim(), password));
  return (
    <form onSubmit={form.submit} className="grid gap-5" aria-labelledby="auth-title">
      <Heading title={t.createYours}>{t.itTakes}</Heading>
      <Field
        label={t.displayName}
        hint={t.displayNameHint}
        autoComplete="name"
        required
        maxLength={64}
        autoFocus
        value={displayName}
        onChange={on(setDisplayName)}
      />
      <Field
        label={t.username}
        hint={t.usernameHint}
        autoComplete="username"
        {...PLAIN}
        pattern="[a-zA-Z0-9_.\-]{3,32}"
        value={username}
        onChange={on(setUsername)}
      />
      <Field
        label={t.password}
        hint={t.passwordHint}
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={128}
        value={password}
        onChange={on(setPassword)}
      />
      <Refusal reason={form.reason} />
      <Button type="submit" disabled={form.busy} className="h-11">
        {t.createAccount}
      </Button>
      <p className="text-soft">
        {t.beenHere} <Link href={toHome}>{t.logInInstead}</Link>
      </p>
    </form>
  );
}

const PLAIN = { required: true, autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } as const;

const on =
  (set: (value: string) => void): NonNullable<ComponentProps<'input'>['onChange']> =>
  event =>
    set(event.target.value);

function useForm(action: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState<string>();
  const submit: NonNullable<ComponentProps<'form'>['onSubmit']> = event => {
    event.preventDefault();
    setBusy(true);
    setReason(undefined);
    action()
      .catch((error: unknown) => setReason(reasonOf(error)))
      .finally(() => setBusy(false));
  };
  return { busy, reason, submit };
}

function Heading({ title, children }: { title: string; children: string }) {
  return (
    <div className="grid gap-1">
      <h1 id="auth-title" className="text-[1.75rem] leading-tight font-extrabold tracking-tight">
        {title}
      </h1>
      <p className="text-soft">{children}</p>
    </div>
  );
}

function Refusal({ reason }: { reason: string | undefined }) {
  if (reason === undefined) return null;
  return (
    <p role="alert" className="rounded-xl bg-danger/10 px-3.5 py-2.5 text-sm font-medium text-danger">
      {reason}
    </p>
  );
}

function Link(props: ComponentProps<'a'>) {
  return <a {...props} className="font-semibold text-accent underline-offset-4 hover:underline" />;
}

/** What Parley promises, in a few words; only where there is room. */
function Welcome() {
  const t = useText().account;
  return (
    <div className="relative hidden overflow-hidden bg-[oklch(0.33_0.062_228)] p-14 text-[oklch(0.97_0.01_85)] lg:flex lg:flex-col lg:justify-between">
      <div className="flex items-center gap-3">
        <Logo className="size-10 [--color-on-accent:oklch(0.33_0.062_228)]" />
        <span className="text-2xl font-extrabold tracking-tight">Parley</span>
      </div>
      <div aria-hidden className="my-10 grid max-w-lg gap-3 text-[1.0625rem] xl:ml-8">
        <Line>{t.lines[0]}</Line>
        <Line own>{t.lines[1]}</Line>
        <Line>{t.lines[2]}</Line>
      </div>
      <div>
        <p className="max-w-md text-[2.5rem] leading-[1.1] font-extrabold tracking-tight">{t.motto}</p>
        <p className="mt-4 max-w-md text-lg text-[oklch(0.88_0.02_215)]">{t.promise}</p>
      </div>
    </div>
  );
}

function Line({ children, own = false }: { children: string; own?: boolean }) {
  return (
    <p
      className={
        own
          ? 'justify-self-end rounded-2xl rounded-br-md bg-[oklch(0.8_0.08_212)] px-4 py-2.5 text-[oklch(0.25_0.04_230)]'
          : 'justify-self-start rounded-2xl rounded-bl-md bg-[oklch(0.42_0.06_226)] px-4 py-2.5'
      }
    >
      {children}
    </p>
  );
}
