import { zoneOffset } from '../../shared/zone';
import type { Mariadb } from './mariadb';

/** How a realtime table of queue_log can have been made. */
export interface QueueLogShape {
  /** Asterisk's own script has none; VitalPBX has one. */
  readonly callidIndex: boolean;
  /** What `time` holds: text with fractions of a second, a DATETIME, or seconds since 1970 as old versions write them. */
  readonly time: 'text' | 'datetime' | 'seconds';
  /** The zone it is written in: the PBX's, or UTC with `queue_log_realtime_use_gmt`. */
  readonly zone: string;
}

export const TEXT_IN_UTC: QueueLogShape = { callidIndex: true, time: 'text', zone: 'UTC' };

/** Creates `queuelog` as contrib/ast-db-manage of Asterisk does, or as other systems do. */
export async function createQueueLogTable(db: Mariadb, database: string, shape: QueueLogShape): Promise<void> {
  const time = shape.time === 'datetime' ? 'DATETIME NULL' : 'VARCHAR(40) NULL';
  await db.query(`CREATE TABLE ${database}.queuelog (
    id BIGINT NOT NULL AUTO_INCREMENT,
    time ${time},
    callid VARCHAR(80) NULL,
    queuename VARCHAR(256) NULL,
    agent VARCHAR(80) NULL,
    event VARCHAR(32) NULL,
    data1 VARCHAR(100) NULL,
    data2 VARCHAR(100) NULL,
    data3 VARCHAR(100) NULL,
    data4 VARCHAR(100) NULL,
    data5 VARCHAR(100) NULL,
    PRIMARY KEY (id)${shape.callidIndex ? ',\n    KEY callid (callid)' : ''}
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`);
}

/** Writes lines of queue_log as rows, as Asterisk's realtime driver splits them: what is more than five arguments stays in the fifth. */
export async function insertLines(db: Mariadb, database: string, lines: readonly string[], shape: QueueLogShape): Promise<void> {
  const rows = lines.map((line) => {
    const [epoch = '', callid = '', queue = '', agent = '', event = '', ...data] = line.split('|');
    const five = [0, 1, 2, 3].map((index) => data[index] || '').concat(data.slice(4).join('|'));
    return [timeText(Number(epoch), shape), callid, queue, agent, event, ...five];
  });
  if (rows.length === 0) return;
  await db.query(`INSERT INTO ${database}.queuelog (time, callid, queuename, agent, event, data1, data2, data3, data4, data5) VALUES ?`, [
    rows,
  ]);
}

function timeText(epoch: number, { time, zone }: QueueLogShape): string {
  if (time === 'seconds') return String(epoch);
  const clock = new Date((epoch + zoneOffset(zone, epoch)) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  return time === 'text' ? `${clock}.704512` : clock;
}
