import type { DemoOffice } from './office';
import { momentsOf } from './pace';
import { titleOf } from './people';
import { Cast, STORIES } from './stories';
import { storyAt } from './yesterday';

/** Calls that go on by themselves. */
export interface Live {
  stop(): void;
}

/** Far from the callers of the last day, in number and in name. */
const FIRST_FRESH = 1060;

/**
 * Tells one story after another for ever, each at its own pace and with its own times. What cannot be written is told to `failed`
 * once and ends it: the database is gone.
 */
export function goLive(office: DemoOffice, tell: (line: string) => void, failed: (error: unknown) => void): Live {
  const cast = new Cast(FIRST_FRESH);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let stopped = false;
  const later = (seconds: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!stopped) work();
    }, seconds * 1000);
    timers.add(timer);
  };
  const stop = () => {
    stopped = true;
    timers.forEach(clearTimeout);
    timers.clear();
  };
  const begin = (index: number) => {
    const story = STORIES[index % STORIES.length] as (typeof STORIES)[number];
    const caller = cast.callerOf(story);
    tell(`☎ ${titleOf(caller)} ${story.told}`);
    const told = storyAt(story.name, caller, Math.floor(Date.now() / 1000), office.zone);
    for (const moment of momentsOf(told)) {
      later(moment.after, () => {
        office.write(moment).catch((error) => {
          if (!stopped) failed(error);
          stop();
        });
      });
    }
    later(story.next, () => begin(index + 1));
  };
  later(1, () => begin(0));
  return { stop };
}
