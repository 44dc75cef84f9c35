import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { changePassword } from '../../api/account';
import { ApiError } from '../../api/http';
import { text, useText } from '../../i18n';
import { reasonOf } from '../../i18n/reason';
import { Button, Field } from '../parts';

export function Password() {
  const t = useText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      for (const clear of [setCurrent, setNext, setAgain]) clear('');
      toast.success(text().settings.passwordChanged);
    },
  });
  const differs = again !== '' && next !== again;
  const refusal = differs ? t.settings.doNotMatch : change.error && passwordReason(change.error);
  return (
    <form
      className="grid gap-4"
      onSubmit={event => {
        event.preventDefault();
        if (next === again) change.mutate();
      }}
    >
      <Field
        label={t.settings.currentPassword}
        type="password"
        autoComplete="current-password"
        required
        value={current}
        onChange={event => setCurrent(event.target.value)}
      />
      <Field
        label={t.settings.newPassword}
        hint={t.account.passwordHint}
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={128}
        value={next}
        onChange={event => setNext(event.target.value)}
      />
      <Field
        label={t.settings.repeatPassword}
        type="password"
        autoComplete="new-password"
        required
        value={again}
        onChange={event => setAgain(event.target.value)}
      />
      {refusal && (
        <p role="alert" className="text-sm font-medium text-danger">
          {refusal}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" disabled={change.isPending || differs}>
          {t.settings.changePassword}
        </Button>
        <p className="min-w-40 flex-1 text-[0.8125rem] text-faint">{t.settings.passwordNote}</p>
      </div>
    </form>
  );
}

const passwordReason = (error: Error) =>
  error instanceof ApiError && error.code === 'bad_credentials'
    ? text().settings.wrongPassword
    : reasonOf(error);
