import type { Linkedid, Place, SourceName, Uniqueid, UtcSeconds } from './words';

/** A person of ours, or an outside phone that stands for one (follow-me, forward, mobile member of a group). */
export interface Person {
  /** The extension, or null for an outside number that belongs to none we know. */
  readonly extension: string | null;
  /** The outside number that was dialled, or null for a phone of the PBX. */
  readonly outsideNumber: string | null;
}

/** One phone, tried once. */
export interface Leg {
  readonly channel: string;
  readonly person: Person;
  readonly startedAt: UtcSeconds;
  readonly endedAt: UtcSeconds | null;
  /** False when it was busy, offline or refused at once. */
  readonly rang: boolean;
  /** Seconds it rang; 0 too where the records stop before the end. */
  readonly ringSeconds: number;
  readonly outcome: 'answered' | 'no_answer' | 'busy' | 'declined' | 'unreachable' | 'answered_elsewhere' | 'unknown';
}

/** The caller and a person in one conversation. */
export interface Conversation {
  readonly person: Person;
  readonly startedAt: UtcSeconds;
  readonly endedAt: UtcSeconds | null;
  /** The record that proves it. */
  readonly source: SourceName;
}

/** One stay in a queue. `refused`: offered to the queue and not let in (empty or full). */
export interface QueuePass {
  readonly queue: string;
  readonly enteredAt: UtcSeconds;
  readonly waitSeconds: number | null;
  readonly ended: 'connected' | 'abandoned' | 'timeout' | 'exit_key' | 'empty' | 'refused' | 'unknown';
}

/** One visit to a mailbox. `message`: whether one was left, as far as the records tell. */
export interface VoicemailVisit {
  readonly mailbox: string;
  readonly startedAt: UtcSeconds;
  readonly seconds: number;
  readonly message: 'left' | 'probably_left' | 'probably_not' | 'none' | 'unknown';
}

/** One step of the caller's way through the dialplan. */
export interface Step extends Place {
  readonly at: UtcSeconds;
}

/** How a call ended for the caller's channel, as far as the records tell. */
export interface Ending {
  readonly at: UtcSeconds | null;
  readonly by: 'caller' | 'pbx' | 'unknown';
  /** Q.850 hangup cause, or null. */
  readonly cause: number | null;
  /** `dialplan place`, e.g. `s-CHANUNAVAIL@macro-exten-vm`; '' when unknown. */
  readonly where: string;
}

/**
 * One call, from one caller's side: every record of every linkedid that shares a channel with his.
 * Two callers whom a colleague joined share the records and are two Calls.
 */
export interface Call {
  /** The caller's channel. */
  readonly id: Uniqueid;
  readonly linkedids: readonly Linkedid[];
  readonly direction: 'inbound' | 'outbound' | 'internal';
  readonly startedAt: UtcSeconds;
  readonly endedAt: UtcSeconds | null;
  /** True when nothing more will come: LINKEDID_END for all its linkedids. */
  readonly ended: boolean;
  /** Of the newest record. */
  readonly lastRecordAt: UtcSeconds;
  /** Where the directory says that what he called leads; null where it does not say. */
  readonly routedTo: Place | null;
  /** As Asterisk wrote it. Outbound and internal: the extension. */
  readonly callerNumber: string;
  readonly callerName: string;
  /** The number dialled to reach us; null for outbound and internal calls. */
  readonly did: string | null;
  /** The trunk's endpoint (`PJSIP/carrier`), or null. */
  readonly trunk: string | null;
  /** Outbound: every form of the number that was called, as dialled and as sent. Internal: what was dialled. */
  readonly dialled: readonly string[];
  readonly steps: readonly Step[];
  readonly legs: readonly Leg[];
  readonly conversations: readonly Conversation[];
  readonly queuePasses: readonly QueuePass[];
  readonly voicemails: readonly VoicemailVisit[];
  /** Something without a person picked up: IVR, announcement, queue music, voicemail. */
  readonly machineAnswered: boolean;
  /** Keys the caller pressed. */
  readonly keysPressed: string;
  readonly ending: Ending;
  /** The dialplan ended where it does when the extension's phones are busy or offline; null elsewhere. */
  readonly failure: 'busy' | 'unreachable' | null;
  /** The dialplan refused the caller: blacklist, or no route for the DID. */
  readonly refused: boolean;
  /** Sources that hold at least one record of this call. */
  readonly sources: readonly SourceName[];
}

/** Sources the reader could read at all when it looked: a call without CEL rows means something else when CEL is off. */
export type Readable = readonly SourceName[];
