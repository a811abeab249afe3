import { expect } from 'chai';
import { type Mariadb, startMariadb } from '../support/mariadb';
import { FREEPBX_14, FREEPBX_17, type Shape } from '../support/pbx-stand';
import { Crash } from './crash';
import { between, hardDay, MORNING_AT, script, ZONE } from './hard-day';
import { live, type Run, type Trouble } from './run';

describe('A hard day ends with the list of a quiet one', function () {
  this.timeout(300000);
  let mariadb: Mariadb;
  const quiet = new Map<Shape, Run>();

  before(async () => {
    mariadb = await startMariadb({ name: 'hard-days' });
    for (const shape of [FREEPBX_17, FREEPBX_14]) quiet.set(shape, await live(mariadb, shape, ZONE, hardDay(MORNING_AT, ZONE)));
  });

  after(() => mariadb.stop());

  async function expectSame(trouble: Trouble, shape: Shape = FREEPBX_17): Promise<Run> {
    const run = await live(mariadb, shape, ZONE, hardDay(MORNING_AT, ZONE), trouble);
    expect(run.list).to.deep.equal((quiet.get(shape) as Run).list);
    expect(run.contradictions).to.deep.equal([]);
    return run;
  }

  it('which is the same on an old PBX', () => {
    const [new17, old14] = [quiet.get(FREEPBX_17) as Run, quiet.get(FREEPBX_14) as Run];
    expect(new17.list).to.have.length.above(7);
    expect(old14.list).to.deep.equal(new17.list);
  });

  it('when the database is killed and comes back', async () => {
    await expectSame(between('the server is killed', 6, 6));
  });

  it('when the database is slow now and then', async () => {
    await expectSame({
      step: (scene) => (scene.step % 3 === 0 ? between('the database is slow', scene.step, scene.step).step(scene) : Promise.resolve()),
      end: () => Promise.resolve(),
    });
  });

  it('when the daemon is killed at one statement after the other', async () => {
    const happen = async () => {
      throw new Crash('killed');
    };
    const run = await expectSame({
      step: async ({ world, now, step }) => {
        await world.turn(now, { at: step + 1, happen });
      },
      end: () => Promise.resolve(),
    });
    expect(run.failedTurns).to.be.above(20);
  });

  it('when a daemon is started while another takes its last turn, and a call comes and goes meanwhile', async () => {
    for (const isOvertaken of [true, false]) {
      await expectSame(
        script({
          8: async ({ world, writer, now }) => {
            const other = world.anotherDaemon();
            await world.turnBeside(other, now + 5, 12, isOvertaken, () => writer.writeUntil(now + 5));
            world.newDaemon(other);
          },
        }),
      );
    }
  });

  for (const name of ['the database is read-only', 'SELECT is withdrawn', 'the right to add to the audit is withdrawn']) {
    it(`when ${name} for a while`, async () => {
      expect((await expectSame(between(name, 5, 12))).failedTurns).to.be.above(3);
    });
  }

  for (const name of ['cel is moved away', 'cdr is moved away']) {
    it(`when ${name} in mid-call and put back`, async () => {
      await expectSame(between(name, 5, 12), FREEPBX_14);
      await expectSame(between(name, 7, 9));
    });
  }

  for (const name of ['CEL is switched off', 'CEL stops in mid-call']) {
    it(`when ${name} in mid-day and is written again later`, async () => {
      for (const shape of [FREEPBX_17, FREEPBX_14]) {
        await expectSame(between(name, 4, 14), shape);
        // It begins in mid-call too.
        await expectSame(between(name, 0, 9), shape);
      }
    });
  }

  for (const name of ['cel is emptied', 'cdr is emptied', 'cel is restored from an older backup', 'old rows are pruned']) {
    it(`when ${name}, and the daemon is started anew`, async () => {
      // Step 34 lies at the end of the pause.
      const loss = between(name, 27, 27);
      await expectSame({
        ...loss,
        step: async (scene) => {
          await loss.step(scene);
          if (scene.step === 29) scene.world.newDaemon();
        },
      });
    });
  }

  it('when CEL is emptied while nobody looks, and has more rows than before when somebody does', async () => {
    // Nothing but CEL tells of the first of the two.
    const day = hardDay(MORNING_AT, ZONE, ['05-unregistered', '02-direct-no-answer']);
    const { list } = await live(mariadb, FREEPBX_17, ZONE, day);
    const trouble = script({
      // There were calls before, more than are read again each time.
      0: async ({ world }) => {
        world.nextCelId = 5000;
      },
      27: async ({ world }) => {
        await world.sql('SET GLOBAL read_only = 1');
        await world.sql('TRUNCATE cel');
        world.nextCelId = 1;
      },
      // The last story has begun, and its rows have the ids of those that were read last.
      44: async ({ world }) => {
        const [cursor] = await world.sql<{ position: string }>(
          `SELECT position FROM ${world.stand.addresses.owner.database}.smc_cursors WHERE source = 'cel'`,
        );
        world.nextCelId = JSON.parse((cursor as { position: string }).position).id;
      },
      46: ({ world }) => world.sql('SET GLOBAL read_only = 0'),
    });
    const run = await live(mariadb, FREEPBX_17, ZONE, day, trouble);
    expect(run.failedTurns).to.be.above(15);
    expect(run.list).to.deep.equal(list);
  });

  it('when rows come up to 300 s late and in batches', async () => {
    await expectSame(
      script({
        2: async ({ writer }) => writer.late.set('cdr', 25),
        28: async ({ writer }) => writer.late.set('cdr', 20),
        30: async ({ writer }) => writer.late.set('queue_log', 9),
      }),
      FREEPBX_14,
    );
  });

  it('when the PBX is started again and counts sequence anew', async () => {
    await expectSame(
      script({
        9: async ({ writer }) => {
          writer.sequenceBase = 400;
        },
      }),
    );
  });

  it('when rows without uniqueid and linkedid, and rows twice, stand between', async () => {
    const junk = between('rows nobody can read are written', 6, 6);
    const twice = between('rows are written twice', 6, 6);
    await expectSame({
      step: async (scene) => {
        if (scene.step === 0) await scene.world.sql('ALTER TABLE cdr MODIFY uniqueid VARCHAR(32) NULL, MODIFY linkedid VARCHAR(32) NULL');
        if (scene.step === 3)
          await scene.world.sql("INSERT INTO cdr (calldate, uniqueid, linkedid, src) VALUES (NOW(), NULL, NULL, '0470')");
        for (const trouble of [junk, twice]) await trouble.step({ ...scene, step: 6 });
      },
      end: () => Promise.resolve(),
    });
  });

  it('when FreePBX keeps its transient_cdr beside the CDR', async () => {
    await expectSame(
      script({
        0: async ({ world }) => {
          await world.sql('CREATE TABLE transient_cdr LIKE cdr');
          await world.sql(
            'CREATE TRIGGER transient AFTER INSERT ON cdr FOR EACH ROW INSERT INTO transient_cdr SELECT * FROM cdr WHERE uniqueid = NEW.uniqueid',
          );
        },
      }),
    );
  });

  it('when the disk is full for a while', async () => {
    const full = async () => {
      throw Object.assign(new Error("The table 'smc_attempts' is full"), { errno: 1114 });
    };
    const run = await expectSame(
      script({
        5: async ({ world }) => {
          world.always = { at: 'changes', happen: full };
        },
        20: async ({ world }) => {
          world.always = null;
        },
      }),
    );
    expect(run.failedTurns).to.equal(15);
  });
});
