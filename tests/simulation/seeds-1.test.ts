import { test } from 'vitest';
import { checkSeeds, PATIENCE } from './check-seeds.ts';

test('whatever goes wrong, every promise about the log holds: part 1 of the seeds', () => checkSeeds(0), PATIENCE);
