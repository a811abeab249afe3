import { expect } from 'chai';
import * as fs from 'fs';
import * as http from 'http';
import * as net from 'net';
import * as os from 'os';
import * as path from 'path';
import { listenOnLoopback, listenOnSocket } from '../../service/web/server';
import { ask } from './http';

type Handler = Parameters<typeof listenOnSocket>[0];
const hello: Handler = (_request, response) => response.end('hello');
const modeOf = (file: string) => (fs.statSync(file).mode % 0o1000).toString(8);

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}

describe('the door to the pages', () => {
  let folder: string;
  let socket: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-door-'));
    socket = path.join(folder, 'run', 'web.sock');
  });

  afterEach(() => {
    const run = path.dirname(socket);
    if (fs.existsSync(run)) {
      for (const name of fs.readdirSync(run)) fs.unlinkSync(path.join(run, name));
      fs.rmdirSync(run);
    }
    fs.rmdirSync(folder);
  });

  it('is a socket for the owner and its group alone, in a folder like it', async () => {
    const door = await listenOnSocket(hello, socket);
    expect([modeOf(path.dirname(socket)), modeOf(socket)]).to.deep.equal(['750', '660']);
    expect((await ask(socket, '/')).text).to.equal('hello');
    await door.close();
    expect(fs.existsSync(socket)).to.equal(false);
  });

  it('takes the place of a socket that a killed daemon left behind', async () => {
    fs.mkdirSync(path.dirname(socket));
    // Linked to a second name, the file outlives the server that would remove it.
    const left = net.createServer().listen(`${socket}.old`);
    await new Promise((resolve) => left.once('listening', resolve));
    fs.linkSync(`${socket}.old`, socket);
    await new Promise((resolve) => left.close(resolve));
    expect(fs.existsSync(socket)).to.equal(true);
    const door = await listenOnSocket(hello, socket);
    expect((await ask(socket, '/')).text).to.equal('hello');
    await door.close();
  });

  it('is not taken from a daemon that answers, even one that answers nothing', async () => {
    const door = await listenOnSocket(hello, socket);
    expect(await refusal(listenOnSocket(hello, socket))).to.contain('Another daemon answers on');
    expect((await ask(socket, '/')).text).to.equal('hello');
    await door.close();
  });

  it('does not remove a file that is no socket', async () => {
    fs.mkdirSync(path.dirname(socket));
    fs.writeFileSync(socket, 'precious');
    expect(await refusal(listenOnSocket(hello, socket))).to.contain('is not a socket');
    expect(fs.readFileSync(socket, 'utf8')).to.equal('precious');
  });

  it('closes within a second, whoever keeps a connection or an answer open', async () => {
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const never: Handler = (request, response) => {
      if (request.url === '/') response.end('hello');
      else asked();
    };
    const door = await listenOnSocket(never, socket);
    const agent = new http.Agent({ keepAlive: true });
    await new Promise((resolve) => http.get({ socketPath: socket, path: '/', agent }, (response) => response.resume().on('end', resolve)));
    const cut = ask(socket, '/slow').catch((error: Error) => error.message);
    await isAsked;
    const from = Date.now();
    await door.close();
    expect(Date.now() - from).to.be.below(1000);
    expect(await cut).to.contain('hang up');
    agent.destroy();
  });

  it('of the demo is on this machine’s loopback alone, and says which port is taken', async () => {
    const door = await listenOnLoopback(hello, 0);
    expect(door.address).to.match(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect((await ask(door.address, '/')).text).to.equal('hello');
    const port = Number((/:(\d+)\//.exec(door.address) as RegExpExecArray)[1]);
    expect(await refusal(listenOnLoopback(hello, port))).to.equal(`Port ${port} is in use. Name another one.`);
    await door.close();
  });
});
