/** Sends messages by mail and webhook, where they are configured, in whichever process runs workers. */
import type { ChannelName, MessageChannel } from '../application/ports/message-channel';
import type { Config } from '../config';
import { displayNameOn } from '../domain/units';
import { civilDateOf } from '../domain/calendar';
import type { Database } from '../infrastructure/database';
import { deliverByChannel } from '../infrastructure/channels';
import { repeat, type OtherChannels, type Worker } from '../infrastructure/workers';
import type { Monitor } from './monitor';
import type { Log } from './open-migrated';
import type { Plumbing } from './plumbing';

const EVERY_MS = 2_000;

type Configured = Pick<Config, 'channels'>;
type Below = Pick<Plumbing, 'units' | 'clock' | 'wall'>;

export const otherChannels = ({ channels }: Configured, { wall }: Pick<Below, 'wall'>): OtherChannels => ({
  email: channels.email !== null,
  webhook: channels.webhook !== null,
  wall,
});

/** Loaded when there is something to send by it: a mail library is no part of a quick start. */
function makers({ channels: { email, webhook, publicUrl } }: Configured, wall: Below['wall']): Map<ChannelName, () => Promise<MessageChannel>> {
  const made = new Map<ChannelName, () => Promise<MessageChannel>>();
  if (email) made.set('EMAIL', async () => (await import('../infrastructure/channels/email')).createEmail({ ...email, publicUrl }));
  if (webhook) made.set('WEBHOOK', async () => (await import('../infrastructure/channels/webhook')).createWebhook({ ...webhook, wall, publicUrl }));
  return made;
}

export function startChannels({ pool }: Pick<Database, 'pool'>, below: Below, config: Configured, given: { log: Log; monitor?: Monitor }): Worker[] {
  const { log, monitor } = given;
  const unitNames = async (ids: readonly string[]): Promise<Map<string, string>> => {
    const register = await below.units.current();
    const today = civilDateOf(below.clock.now());
    const named = (id: string): [string, string][] => {
      const unit = register.get(id);
      return unit ? [[id, displayNameOn(unit, today)]] : [];
    };
    return new Map(ids.flatMap(named));
  };
  return [...makers(config, below.wall)].map(([name, make]) => {
    let channel: Promise<MessageChannel> | null = null;
    const worker = repeat(
      EVERY_MS,
      async () => {
        channel ??= make();
        await deliverByChannel({
          ...{ pool, channel: await channel, wall: below.wall, unitNames },
          told: (by, outcome) => monitor?.metrics?.count('muster_deliveries_total', { channel: by, outcome }),
          onError: (error) => log(error, `Sending a message by ${name} failed`),
        });
      },
      (error) => log(error, `The worker of the channel ${name} failed`),
    );
    return {
      runNow: () => worker.runNow(),
      stop: async () => {
        await worker.stop();
        await (await channel)?.close();
      },
    };
  });
}
