import { useMutation } from '@tanstack/react-query';
import { UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { deleteAccount } from '../../api/account';
import { ApiError } from '../../api/http';
import { useChat } from '../../chat/store';
import { text, useText } from '../../i18n';
import { reasonOf } from '../../i18n/reason';
import { accountDeleted } from '../../session/session';
import { forgetDrafts } from '../drafts';
import { useEngine } from '../engineContext';
import { Button, Field, Modal } from '../parts';

/** The way out for good. */
export function DeleteAccount() {
  const t = useText().settings;
  const [asking, setAsking] = useState(false);
  return (
    <section className="grid justify-items-start gap-4">
      <p className="text-soft">{t.deleteIntro}</p>
      <Button look="danger" onClick={() => setAsking(true)}>
        <UserRoundX className="size-4.5" /> {t.deleteAccount}
      </Button>
      {asking && <Ask onClose={() => setAsking(false)} />}
    </section>
  );
}

function Ask({ onClose }: { onClose: () => void }) {
  const t = useText();
  const engine = useEngine();
  const me = useChat(state => state.me);
  const [password, setPassword] = useState('');
  const deletion = useMutation({
    mutationFn: () => deleteAccount(password),
    // Also if the sockets were quicker and this dialog is gone already.
    onSuccess: () => {
      engine.discardWaiting();
      forgetDrafts(me);
      accountDeleted();
      toast.success(text().settings.accountDeleted);
    },
  });
  return (
    <Modal open alert onClose={onClose} title={t.settings.deleteTitle} description={t.settings.deleteText}>
      <form
        className="grid gap-4"
        onSubmit={event => {
          event.preventDefault();
          deletion.mutate();
        }}
      >
        <ul className="grid list-disc gap-1.5 pl-5 text-[0.9375rem]">
          {t.settings.deleteConsequences.map(one => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <Field
          label={t.settings.yourPassword}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={event => setPassword(event.target.value)}
        />
        {deletion.error && (
          <p role="alert" className="text-sm font-medium text-danger">
            {refusalOf(deletion.error)}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="danger" type="submit" disabled={deletion.isPending || password === ''}>
            {t.settings.deleteForGood}
          </Button>
          <Button onClick={onClose}>{t.settings.keepAccount}</Button>
        </div>
      </form>
    </Modal>
  );
}

const refusalOf = (error: Error) =>
  error instanceof ApiError && error.code === 'bad_credentials'
    ? text().settings.notYourPassword
    : reasonOf(error);
