import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toast } from 'sonner';
import { pictureOf } from '../../account/picture';
import { changeProfile } from '../../api/account';
import type { User } from '../../api/types';
import { useUser } from '../../api/users';
import { useChat } from '../../chat/store';
import { text, useText } from '../../i18n';
import { useSession } from '../../session/session';
import { Refusal } from '../NewConversation';
import { Avatar, Button, Field } from '../parts';

/** Name and picture, as others see them. */
export function Profile() {
  const user = useUser(useChat(state => state.me));
  return user ? <ProfileForm key={user.id} user={user} /> : null;
}

function ProfileForm({ user }: { user: User }) {
  const t = useText();
  const [name, setName] = useState(user.displayName);
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: changeProfile,
    onSuccess: fresh => {
      queries.setQueryData(['user', fresh.id], fresh);
      useSession.setState({ is: 'in', user: fresh }, true);
      toast.success(text().settings.saved);
    },
  });
  return (
    <form
      className="grid gap-5"
      onSubmit={event => {
        event.preventDefault();
        change.mutate({ displayName: name.trim() });
      }}
    >
      <Picture user={user} busy={change.isPending} onChange={avatar => change.mutate({ avatar })} />
      <Field
        label={t.account.displayName}
        hint={t.account.displayNameHint}
        autoComplete="name"
        required
        maxLength={64}
        dir="auto"
        value={name}
        onChange={event => setName(event.target.value)}
      />
      <Field label={t.account.username} readOnly value={user.username} className="opacity-70" />
      <Refusal error={change.error} />
      <Button
        type="submit"
        className="justify-self-start"
        disabled={change.isPending || name.trim() === '' || name.trim() === user.displayName}
      >
        {t.common.save}
      </Button>
    </form>
  );
}

function Picture({
  user,
  busy,
  onChange,
}: {
  user: User;
  busy: boolean;
  onChange: (avatar: string) => void;
}) {
  const t = useText().settings;
  const input = useRef<HTMLInputElement>(null);
  const choose = (file: File | undefined) => {
    if (file) pictureOf(file).then(onChange, () => toast.error(t.notAPicture));
  };
  return (
    <div className="flex flex-wrap items-center gap-4">
      <Avatar id={user.id} name={user.displayName} size="lg" />
      <div className="grid gap-2">
        <div className="flex flex-wrap gap-2">
          <Button
            look="quiet"
            className="!h-9 text-sm"
            disabled={busy}
            onClick={() => input.current?.click()}
          >
            {t.changePicture}
          </Button>
          {user.avatar !== undefined && (
            <Button look="quiet" className="!h-9 text-sm" disabled={busy} onClick={() => onChange('')}>
              {t.removePicture}
            </Button>
          )}
        </div>
        <p className="text-[0.8125rem] text-faint">{t.pictureHint}</p>
      </div>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
        aria-label={t.changePicture}
        className="hidden"
        onChange={event => {
          choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </div>
  );
}
