import * as Tabs from '@radix-ui/react-tabs';
import { Bell, KeyRound, MonitorSmartphone, Palette, UserRound, UserRoundX } from 'lucide-react';
import { useText } from '../../i18n';
import { useMedia } from '../media';
import { Modal } from '../parts';
import { Appearance } from './Appearance';
import { DeleteAccount } from './DeleteAccount';
import { Devices } from './Devices';
import { Notifications } from './Notifications';
import { Password } from './Password';
import { Profile } from './Profile';

const TAB =
  'flex shrink-0 items-center gap-2.5 rounded-xl px-3 py-2 text-sm font-semibold text-soft transition-colors hover:bg-hover ' +
  'data-[state=active]:bg-chosen data-[state=active]:text-ink [&_svg]:size-4.5';

/** The account and this browser's settings. Loaded when it is first opened. */
export default function SettingsDialog({ onClose }: { onClose: () => void }) {
  const t = useText().settings;
  const phone = useMedia('(max-width: 767px)');
  const tabs = [
    { value: 'profile', label: t.profile, icon: UserRound, content: <Profile /> },
    { value: 'appearance', label: t.appearance, icon: Palette, content: <Appearance /> },
    { value: 'notifications', label: t.notifications, icon: Bell, content: <Notifications /> },
    { value: 'devices', label: t.devices, icon: MonitorSmartphone, content: <Devices /> },
    { value: 'password', label: t.security, icon: KeyRound, content: <Password /> },
    { value: 'account', label: t.account, icon: UserRoundX, content: <DeleteAccount /> },
  ];
  return (
    <Modal open onClose={onClose} title={t.settings} wide>
      <Tabs.Root
        defaultValue="profile"
        className="grid min-h-0 gap-5 md:grid-cols-[11rem_1fr]"
        orientation={phone ? 'horizontal' : 'vertical'}
      >
        <Tabs.List aria-label={t.settings} className="-mx-1 flex flex-wrap gap-1 md:flex-col md:flex-nowrap">
          {tabs.map(({ value, label, icon: Icon }) => (
            <Tabs.Trigger key={value} value={value} className={TAB}>
              <Icon aria-hidden /> {label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <div className="min-h-80 min-w-0">
          {tabs.map(({ value, content }) => (
            <Tabs.Content key={value} value={value} className="outline-none">
              {content}
            </Tabs.Content>
          ))}
        </div>
      </Tabs.Root>
    </Modal>
  );
}
