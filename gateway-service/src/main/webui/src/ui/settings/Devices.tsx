import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Laptop, Smartphone } from 'lucide-react';
import { toast } from 'sonner';
import { deviceOf } from '../../account/device';
import { type Device, endDevice, listDevices } from '../../api/account';
import { text, useText } from '../../i18n';
import { reasonOf } from '../../i18n/reason';
import { ago } from '../format';
import { Button, Skeleton } from '../parts';

/** Where the user is logged in, and the way to end it there. */
export function Devices() {
  const t = useText().settings;
  const devices = useQuery({ queryKey: ['devices'], queryFn: listDevices, staleTime: 0 });
  return (
    <div className="grid gap-3">
      <p className="text-soft">{t.devicesHint}</p>
      {devices.isPending && <Skeleton className="h-16 !rounded-2xl" />}
      {devices.isError && <p role="alert">{t.devicesFailed}</p>}
      <ul aria-label={t.devices} className="grid gap-2">
        {[...(devices.data ?? [])].sort(currentFirst).map(device => (
          <DeviceItem key={device.id} device={device} />
        ))}
      </ul>
    </div>
  );
}

const currentFirst = (a: Device, b: Device) =>
  Number(b.current) - Number(a.current) || b.lastUsedAt.localeCompare(a.lastUsedAt);

function DeviceItem({ device }: { device: Device }) {
  const t = useText().settings;
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => endDevice(device.id),
    onSuccess: () => toast.success(text().settings.sessionEnded),
    onError: error => toast.error(reasonOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['devices'] }),
  });
  const { browser, system, phone } = deviceOf(device.device);
  const name = browser && system ? t.browserOn(browser, system) : (browser ?? system ?? t.unknownDevice);
  const Icon = phone ? Smartphone : Laptop;
  return (
    <li
      data-current={device.current}
      className="flex flex-wrap items-center gap-x-3.5 gap-y-2 rounded-2xl border border-line px-4 py-3"
    >
      <Icon className="size-5.5 shrink-0 text-soft" aria-hidden />
      <span className="grid min-w-36 flex-1 leading-snug" title={device.device}>
        <span className="font-semibold">{name}</span>
        <span className="text-[0.8125rem] text-faint">
          {device.current ? (
            <span className="font-medium text-accent">{t.thisDevice}</span>
          ) : (
            t.lastUsed(ago(device.lastUsedAt))
          )}
          {`, ${t.signedIn(ago(device.createdAt))}`}
        </span>
      </span>
      {!device.current && (
        <Button
          look="danger"
          className="!h-9 text-sm"
          aria-label={`${t.endSession}: ${name}`}
          disabled={end.isPending}
          onClick={() => end.mutate()}
        >
          {t.endSession}
        </Button>
      )}
    </li>
  );
}
