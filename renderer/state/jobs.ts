import { create } from 'zustand';
import type { JobState } from '../../shared/contract.ts';
import { call } from './client.ts';

/** Long work in main, as its newest event told. Finished jobs stay until they are dropped: their reports are still read. */
export const useJobs = create<{ byId: ReadonlyMap<string, JobState> }>(() => ({ byId: new Map() }));

export function useJob(jobId: string | null): JobState | undefined {
  return useJobs((state) => (jobId === null ? undefined : state.byId.get(jobId)));
}

/** Takes in what an event or an answer told. A job that has ended never runs again: a late answer changes nothing. */
export function noteJob(job: JobState): void {
  useJobs.setState(({ byId }) => {
    const known = byId.get(job.id);
    return known !== undefined && known.state !== 'running' ? { byId } : { byId: new Map(byId).set(job.id, job) };
  });
}

/** Follows a job that was just started: asks once, because its first events may have come before its id was known. */
async function followJob(jobId: string): Promise<void> {
  const reply = await call('job.get', { jobId });
  if (reply.ok) noteJob(reply.value);
}

/** Resolves when the job has ended, however it ended. */
export async function jobEnd(jobId: string): Promise<JobState> {
  await followJob(jobId);
  return new Promise((resolve) => {
    const look = () => {
      const job = useJobs.getState().byId.get(jobId);
      if (job === undefined || job.state === 'running') return false;
      resolve(job);
      return true;
    };
    if (look()) return;
    const stop = useJobs.subscribe(() => {
      if (look()) stop();
    });
  });
}

export function dropJob(jobId: string): void {
  useJobs.setState(({ byId }) => {
    const rest = new Map(byId);
    rest.delete(jobId);
    return { byId: rest };
  });
}

/** Asks again about running jobs, after the connection was lost and found. */
export async function askAboutJobs(): Promise<void> {
  for (const job of useJobs.getState().byId.values()) if (job.state === 'running') await followJob(job.id);
}
