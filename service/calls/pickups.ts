import type { ChannelList } from './channel-list';
import type { Channel } from './channels';
import { wasDialled } from './legs';

const NOBODY: ReadonlySet<string> = new Set();

/** Extensions that picked up a ringing phone of somebody else: by CEL's PICKUP, or the CDR's zero-second row of the rung phone. */
export function pickersOf(caller: Channel, channels: ChannelList): ReadonlySet<string> {
  let pickers: Set<string> | null = null;
  const add = (extension: string) => {
    if (pickers === null) pickers = new Set();
    pickers.add(extension);
  };
  for (const channel of channels.all) {
    for (const record of channel.cel) {
      if (record.event !== 'PICKUP' || record.extra === null) continue;
      const picker = channels.get(String(record.extra.pickup_channel));
      if (picker !== undefined && picker.extension !== null) add(picker.extension);
    }
  }
  for (const row of caller.calling) {
    const to = channels.get(row.dstchannel);
    if (
      row.disposition !== 'ANSWERED' ||
      to === undefined ||
      to.cel.length > 0 ||
      to.extension === null ||
      row.lastapp !== 'Dial' ||
      wasDialled(row, to)
    )
      continue;
    const rung = caller.calling.some(
      (one) =>
        one !== row && one.lastdata === row.lastdata && one.billSeconds === 0 && one.startedAt + one.durationSeconds >= row.startedAt - 1,
    );
    if (rung) add(to.extension);
  }
  return pickers || NOBODY;
}
