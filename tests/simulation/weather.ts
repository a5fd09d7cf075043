import type { Seeded } from './seeded.ts';

/** How likely each fault is at one call of the remote, from 0 to 1. */
export type Weather = {
  /** The request never arrives. */
  lostRequest: number;
  /** It arrives and does its work; the answer never comes. */
  lostAnswer: number;
  /** A put that is given up, and lands up to four minutes later. */
  late: number;
  /** The request arrives twice, and the second answer is the one that is heard. */
  duplicated: number;
  /** 409, 429 and 503: come back later; nothing was done. */
  busy: number;
  /** 500: it may have been done. */
  serverError: number;
  /** Seconds instead of milliseconds. */
  slow: number;
  /** Half of what was asked for. */
  partialRead: number;
  /** A listing from some time ago. */
  staleList: number;
  /** A listing that ends early. */
  truncatedList: number;
  /** A listing in any order. */
  shuffledList: number;
  full: number;
  /** The device dies while it waits for the answer. */
  crash: number;
  /** The device dies at some statement of what it writes next. */
  crashInStore: number;
};

export const CALM: Weather = {
  lostRequest: 0,
  lostAnswer: 0,
  late: 0,
  duplicated: 0,
  busy: 0,
  serverError: 0,
  slow: 0,
  partialRead: 0,
  staleList: 0,
  truncatedList: 0,
  shuffledList: 0,
  full: 0,
  crash: 0,
  crashInStore: 0,
};

/** Some of the faults, some of them often: a run in which everything fails all the time shows less than many in which a few
 *  things meet. */
export function someWeather(random: Seeded): Weather {
  const weather = { ...CALM };
  const harshness = random.pick([0, 0.02, 0.05, 0.15]);
  for (const fault of Object.keys(weather) as (keyof Weather)[])
    if (random.chance(0.5)) weather[fault] = harshness * random.next() * 2;
  weather.crash = Math.min(weather.crash, 0.05);
  weather.crashInStore = Math.min(weather.crashInStore, 0.05);
  return weather;
}
