import type { createCommand } from 'commander';
import type { World } from './world';

/** What commander builds. */
export type Program = ReturnType<typeof createCommand>;

/** One command: adds itself to the program and tells `done` its exit code. */
export type AddCommand = (program: Program, world: World, done: (code: number) => void) => void;
