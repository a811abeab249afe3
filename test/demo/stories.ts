import { type Outsider, outsider } from './people';

/** A genuine story of the captures, told live. */
export interface Story {
  readonly name: string;
  /** In the words of somebody watching. */
  readonly told: string;
  /** fresh: somebody new, who is then waiting or served · again: whoever was left waiting by the story named. */
  readonly caller: 'fresh' | { readonly leftBy: string };
  /** Seconds until the next story begins. */
  readonly next: number;
}

/** A miss, a redial that counts up and gets through, a callback: all within the first minute. Then the rest of a day, for ever. */
export const STORIES: readonly Story[] = [
  { name: '93-rg-caller-hangs-up', told: 'rings Reception and hangs up', caller: 'fresh', next: 3 },
  { name: '49-redial-6-then-answered', told: 'rings Reception again and again', caller: 'fresh', next: 8 },
  { name: '42-callback-same-format', told: 'rings Anna in vain; Boris calls back', caller: 'fresh', next: 14 },
  { name: '15-queue-abandon', told: 'waits for Sales and gives up', caller: 'fresh', next: 12 },
  { name: '80-outbound-answered', told: 'is called back by Boris', caller: { leftBy: '93-rg-caller-hangs-up' }, next: 10 },
  { name: '47-callback-unanswered', told: 'rings Anna in vain; the callback finds nobody', caller: 'fresh', next: 16 },
  { name: '13-queue-answered', told: 'calls Sales again and is served', caller: { leftBy: '15-queue-abandon' }, next: 10 },
  { name: '16-queue-timeout-failover-answered', told: 'waits for Support until the next desk answers', caller: 'fresh', next: 12 },
  {
    name: '44-callback-national-vs-plus',
    told: 'rings Reception in vain; the callback is dialled in another format',
    caller: 'fresh',
    next: 18,
  },
  {
    name: '80-outbound-answered',
    told: 'is called back by Boris, this time with success',
    caller: { leftBy: '47-callback-unanswered' },
    next: 12,
  },
];

/** Who calls in each story as it comes up, for ever: fresh callers get numbers nobody had before. */
export class Cast {
  private next: number;
  private readonly left = new Map<string, Outsider>();

  constructor(first: number) {
    this.next = first;
  }

  callerOf(story: Story): Outsider {
    if (story.caller !== 'fresh') {
      const known = this.left.get(story.caller.leftBy);
      if (known !== undefined) return known;
    }
    this.next += 1;
    const caller = outsider(this.next);
    this.left.set(story.name, caller);
    return caller;
  }
}
