import type { Place } from './words';

/** What a Local channel stands for: the phone of a queue or group member, one of follow-me, the leg of a transfer, or something else. */
export interface LocalTarget {
  readonly role: 'member' | 'follow_me' | 'transfer' | 'other';
  /** The extension or outside number it dials. */
  readonly number: string;
}

/**
 * What only one PBX writes, as data and small functions. Sources and calls are given one; rules never see it.
 * A new PBX is a new Dialect, nothing else.
 */
export interface Dialect {
  readonly name: string;
  /** Calls from trunks start in this context. */
  isArrival(context: string): boolean;
  /** Phones of the PBX start their calls in this context. */
  isInternal(context: string): boolean;
  /** The place a dialplan position belongs to, or null for the machinery between places. */
  placeOf(context: string, exten: string): Place | null;
  /** The same for the application a channel was in (`Queue`, `VoiceMail`, `Park`), or null when the application says nothing. */
  placeOfApp(app: string, data: string): Place | null;
  /** The position tells that an extension was tried and could not be reached: no phone online, do-not-disturb, busy. */
  failureAt(context: string, exten: string): 'busy' | 'unreachable' | null;
  /** The position refuses the caller: blacklist, no route for the DID. */
  isRefusal(context: string, exten: string): boolean;
  /** Splits `Local/101@from-queue`: number `101`, context `from-queue`. */
  localTarget(number: string, context: string): LocalTarget;
}
