import type { Channel } from '../../../shared/notify-settings';

/** A message as a channel gets it: one reader, everything in his language. */
export interface Message {
  /** The same at every attempt: `<smc-….12@pbx.example>`. */
  readonly messageId: string;
  /** Mail address, chat, topic or number; '' for the channel's own. */
  readonly to: string;
  /** One line. */
  readonly title: string;
  /** For chats and short messages: a few lines. */
  readonly brief: string;
  readonly text: string;
  readonly html: string;
  /** For machines, versioned. */
  readonly json: object;
  /** The page that shows more; null where the client's pages have no address. */
  readonly link: string | null;
  /** Where the reader takes himself off the list; null where there is no such place. */
  readonly unsubscribe: string | null;
}

/** What came of sending. `said` is what the other side answered, or what went wrong, in one line without secrets. */
export type Result =
  | { readonly ok: true; readonly said: string }
  | {
      readonly ok: false;
      /** The same message will never go through: not to be tried again. */
      readonly permanent: boolean;
      /** It is the channel and not the message: the others need not be tried now. */
      readonly channelFails: boolean;
      readonly said: string;
      /** When the other side wants to be asked again. */
      readonly retryAfterSeconds?: number;
    };

/** Carries messages. It throws nothing: whatever happens is a result. */
export interface Carrier {
  send(message: Message): Promise<Result>;
}

/** What a carrier is made of. */
export interface CarrierParts {
  readonly channel: Channel;
  /** The channel's secret; null where it names none, or none is kept. */
  readonly secret: string | null;
  /** The PBX's name: what we call ourselves. */
  readonly hostname: string;
  /** The PBX's own mail address, for a channel that names none; absent where it is not known. */
  readonly mailFrom?: string;
  /** The machine's sendmail. */
  readonly sendmail: string;
  /** Seconds since 1970, for signatures. */
  readonly nowAt: () => number;
  /** Every certificate to trust, as PEM; null: those everybody trusts. */
  readonly trusted: readonly string[] | null;
  /** An attempt ends after so long, come what may. */
  readonly timeoutMs: number;
}

/** A failure that may pass. */
export function passing(said: string, more: { readonly retryAfterSeconds?: number } = {}): Result {
  return { ok: false, permanent: false, channelFails: true, said, ...more };
}

/** A failure that stays. */
export function permanent(said: string): Result {
  return { ok: false, permanent: true, channelFails: false, said };
}
