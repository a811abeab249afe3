import './quiet-start';
import { createInterface } from 'readline';
import { runProgram } from './cli/program';
import { systemClock } from './clock';
import { hurry } from './engine';
import { createLog } from './log';

function write(stream: { write(text: string): unknown }): (text: string) => void {
  return (text) => {
    stream.write(text);
  };
}

function ask(question: string): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return Promise.resolve(null);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    // The end of the input, or Ctrl-C, is a no.
    terminal.on('close', () => resolve(''));
    terminal.question(question, (answer) => {
      resolve(answer);
      terminal.close();
    });
  });
}

const args = process.argv.slice(2);
hurry(args[0] !== 'run');
runProgram(args, {
  out: write(process.stdout),
  err: write(process.stderr),
  ask,
  clock: systemClock,
  log: createLog(write(process.stderr)),
  onStop: (stop) => {
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  },
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
