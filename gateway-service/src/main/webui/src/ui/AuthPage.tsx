import { type ComponentProps, useState } from 'react';
import { ApiError } from '../api/http';
import { logIn, register } from '../session/session';
import { Button, Field, Logo } from './parts';
import { toHome, toRegister } from './route';

/** Log in or register: one page, two forms. */
export function AuthPage({ registering, ended }: { registering: boolean; ended: boolean }) {
  return (
    <div className="grid h-full overflow-y-auto lg:grid-cols-[1.1fr_1fr]">
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
    </div>
  );
}

function LoginForm({ ended }: { ended: boolean }) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const form = useForm(() => logIn(username.trim(), password));
  return (
    <form onSubmit={form.submit} className="grid gap-5" aria-labelledby="auth-title">
      <Heading title="Welcome back">
        {ended ? 'Your session has ended. Please log in again.' : 'Log in to go on where you left off.'}
      </Heading>
      <Field
        label="Username"
        autoComplete="username"
        {...PLAIN}
        autoFocus
        value={username}
        onChange={on(setUsername)}
      />
      <Field
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={on(setPassword)}
      />
      <Refusal reason={form.reason} />
      <Button type="submit" disabled={form.busy} className="h-11">
        Log in
      </Button>
      <p className="text-soft">
        New here? <Link href={toRegister}>Create an account</Link>
      </p>
    </form>
  );
}

function RegisterForm() {
  const [displayName, setDisplayName] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const form = useForm(() => register(displayName.trim(), username.trim(), password));
  return (
    <form onSubmit={form.submit} className="grid gap-5" aria-labelledby="auth-title">
      <Heading title="Create your account">It takes a name and a password, nothing else.</Heading>
      <Field
        label="Display name"
        hint="What others see."
        autoComplete="name"
        required
        maxLength={64}
        autoFocus
        value={displayName}
        onChange={on(setDisplayName)}
      />
      <Field
        label="Username"
        hint="3 to 32 letters, digits, dots, dashes or underscores."
        autoComplete="username"
        {...PLAIN}
        pattern="[a-zA-Z0-9_.\-]{3,32}"
        value={username}
        onChange={on(setUsername)}
      />
      <Field
        label="Password"
        hint="At least 8 characters."
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
        Create account
      </Button>
      <p className="text-soft">
        Been here before? <Link href={toHome}>Log in instead</Link>
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

function reasonOf(error: unknown): string {
  if (!(error instanceof ApiError)) return 'That did not work. Please try again.';
  switch (error.code) {
    case 'bad_credentials':
      return 'The username or the password is wrong.';
    case 'username_taken':
      return 'Somebody has this username already. Please choose another one.';
    case 'rate_limited':
      return error.retryAfter
        ? `Too many attempts. Please try again in ${error.retryAfter} seconds.`
        : 'Too many attempts. Please wait a little.';
    case 'unreachable':
      return 'The server cannot be reached. Please check your connection.';
    default:
      return error.message;
  }
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
  return (
    <div className="relative hidden overflow-hidden bg-[oklch(0.33_0.062_228)] p-14 text-[oklch(0.97_0.01_85)] lg:flex lg:flex-col lg:justify-between">
      <div className="flex items-center gap-3">
        <Logo className="size-10 [--color-on-accent:oklch(0.33_0.062_228)]" />
        <span className="text-2xl font-extrabold tracking-tight">Parley</span>
      </div>
      <div aria-hidden className="my-10 grid max-w-lg gap-3 text-[1.0625rem] xl:ml-8">
        <Line>Did my last message get through? I was in the tunnel.</Line>
        <Line own>It did. Once, and in the right place.</Line>
        <Line>Then I shall stop asking.</Line>
      </div>
      <div>
        <p className="max-w-md text-[2.5rem] leading-[1.1] font-extrabold tracking-tight">
          Said once. Kept for good.
        </p>
        <p className="mt-4 max-w-md text-lg text-[oklch(0.88_0.02_215)]">
          Every message arrives once and in order, for everyone in the conversation.
        </p>
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
