import { isSafeCallUrl } from './call-url';
import { senselessNotices } from './notify-sense';
import type { BusinessHours, Settings, Weekday } from './settings';
import { isZone } from './zone';

/** What a schema cannot say: a sentence for each setting that has the right form and makes no sense. */
export function senselessSettings(settings: Partial<Settings>): string[] {
  const { time_zone: zone, business_hours: hours } = settings;
  const faults =
    typeof zone === 'string' && !isZone(zone) ? [`time_zone "${zone}" is known to nobody: use one such as Europe/Brussels.`] : [];
  const { call_url: callUrl } = settings;
  if (callUrl !== undefined && !isSafeCallUrl(callUrl))
    faults.push('call_url must begin with the scheme of a telephone, such as tel:, sip: or callto:, or of a page, https:.');
  return faults.concat(
    senselessNotices(settings),
    ...Object.keys(hours || {}).map((day) => spanFaults(day as Weekday, hours as BusinessHours)),
  );
}

function spanFaults(day: Weekday, hours: BusinessHours): string[] {
  return (hours[day] || [])
    .filter(([from = '', to = '']) => from >= to)
    .map(([from, to]) => `business_hours.${day} closes at ${to} before it opens at ${from}: write the earlier time first.`);
}
