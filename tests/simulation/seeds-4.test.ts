import { test } from 'vitest';
import { checkSeeds, PATIENCE } from './check-seeds.ts';

test('whatever goes wrong, every promise about the log holds: part 4 of the seeds', () => checkSeeds(3), PATIENCE);
