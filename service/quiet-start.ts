import { hurry } from './engine';

// The first thing main.ts imports: what is made while the packages load is seldom used again.
hurry(false);
