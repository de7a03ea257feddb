import { Client, type ClientConfig, type Notification } from 'pg';
import { quoted } from './listen-statements';

/** Takes the payload of each notification on a channel. */
export type NotificationHandler = (payload: string) => void;

interface Subscription {
  readonly handler: NotificationHandler;
  /** Notifications may have been lost: whoever keeps a copy of what they announce must read it afresh. */
  readonly missed: () => void;
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

/** One connection that listens for everybody in the process, and comes back when it is lost. */
export class ChannelListener {
  private readonly channels = new Map<string, Set<Subscription>>();
  private client: Promise<Client> | null = null;
  private closed = false;
  private retry: NodeJS.Timeout | null = null;
  private work: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly config: ClientConfig,
    private readonly onError: (error: Error) => void,
    /** A connection that is silent for so long is cut; null: never. */
    private readonly silenceMs: number | null = null,
  ) {}

  /** Resolves when the server listens, with the function that stops it. */
  async listen(channel: string, handler: NotificationHandler, missed: () => void = () => undefined): Promise<() => Promise<void>> {
    const subscription = { handler, missed };
    await this.inOrder(async () => {
      if (this.closed) throw new Error('The database is closed');
      const others = this.channels.get(channel);
      if (others) others.add(subscription);
      else {
        this.channels.set(channel, new Set([subscription]));
        try {
          // A fresh connection listens to all the channels known, this one among them.
          if (this.client) await (await this.client).query(`LISTEN ${quoted(channel)}`);
          else await this.connect();
        } catch (error) {
          this.channels.delete(channel);
          throw error;
        }
      }
    });
    return () => this.inOrder(() => this.stop(channel, subscription));
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.retry) clearTimeout(this.retry);
    this.channels.clear();
    await this.inOrder(async () => {
      const client = await this.client?.catch(() => null);
      this.client = null;
      await client?.end();
    });
  }

  private async stop(channel: string, subscription: Subscription): Promise<void> {
    const subscriptions = this.channels.get(channel);
    if (!subscriptions?.delete(subscription) || subscriptions.size > 0) return;
    this.channels.delete(channel);
    const client = await this.client?.catch(() => null);
    // A connection lost in between listens to nothing; the next one will not listen to this.
    await client?.query(`UNLISTEN ${quoted(channel)}`).catch(this.onError);
  }

  private connect(): Promise<Client> {
    const connecting = this.open();
    this.client = connecting;
    connecting.catch(() => {
      if (this.client === connecting) this.client = null;
    });
    return connecting;
  }

  private async open(): Promise<Client> {
    const client = new Client(this.config);
    client.on('error', this.onError);
    client.on('notification', (notification) => this.deliver(notification));
    await client.connect();
    let over = false;
    client.once('end', () => {
      over = true;
      this.lost(client);
    });
    this.keepAsking(client, () => over);
    try {
      for (const channel of this.channels.keys()) await client.query(`LISTEN ${quoted(channel)}`);
    } catch (error) {
      await client.end().catch(this.onError);
      throw error;
    }
    return client;
  }

  /**
   * Nothing may be announced for hours; whether the server is still there only shows when it is asked. One question at a time: the next one
   * would count as a sign of life.
   */
  private keepAsking(client: Client, over: () => boolean): void {
    if (this.silenceMs === null) return;
    const timer = setTimeout(() => {
      void this.inOrder(async () => {
        if (!over() && !this.closed) await client.query('select 1');
      })
        .catch(this.onError)
        .then(() => over() || this.keepAsking(client, over));
    }, this.silenceMs / 2);
    timer.unref();
  }

  private deliver({ channel, payload }: Notification): void {
    for (const { handler } of this.channels.get(channel) ?? []) handler(payload ?? '');
  }

  private lost(client: Client): void {
    void this.client?.then(
      (current) => {
        if (current !== client || this.closed) return;
        this.client = null;
        this.reconnect(FIRST_RETRY_MS);
      },
      () => undefined,
    );
  }

  private reconnect(delay: number): void {
    this.retry = setTimeout(() => {
      void this.inOrder(async () => {
        if (this.closed || this.client || this.channels.size === 0) return;
        await this.connect();
        for (const subscriptions of this.channels.values()) for (const { missed } of subscriptions) missed();
      }).catch((error: unknown) => {
        this.onError(error instanceof Error ? error : new Error(String(error)));
        this.reconnect(Math.min(delay * 2, LAST_RETRY_MS));
      });
    }, delay);
  }

  /** One change at a time: two that overlap could leave the server listening to less, or more, than is wanted. */
  private inOrder<T>(action: () => Promise<T>): Promise<T> {
    const result = this.work.then(action);
    this.work = result.catch(() => undefined);
    return result;
  }
}
