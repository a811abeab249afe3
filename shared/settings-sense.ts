import { isSafeCallUrl } from './call-url';
import { type SettingFault, senselessNotices } from './notify-sense';
import type { BusinessHours, Settings, Weekday } from './settings';
import { isZone } from './zone';

/** What a schema cannot say: whatever has the right form and makes no sense, and where. */
export function senselessSettings(settings: Partial<Settings>): SettingFault[] {
  const { time_zone: zone, business_hours: hours, call_url: callUrl } = settings;
  const faults: SettingFault[] = [];
  if (typeof zone === 'string' && !isZone(zone)) faults.push({ path: 'time_zone', saying: { key: 'sense.zone', params: { zone } } });
  if (callUrl !== undefined && !isSafeCallUrl(callUrl)) faults.push({ path: 'call_url', saying: { key: 'sense.call_url' } });
  return faults.concat(
    senselessNotices(settings),
    ...Object.keys(hours || {}).map((day) => spanFaults(day as Weekday, hours as BusinessHours)),
  );
}

function spanFaults(day: Weekday, hours: BusinessHours): SettingFault[] {
  return (hours[day] || [])
    .filter(([from = '', to = '']) => from >= to)
    .map(([from = '', to = '']) => ({ path: `business_hours.${day}`, saying: { key: 'sense.hours', params: { from, to } } }));
}
