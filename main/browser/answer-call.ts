import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WorkspaceClient } from '../workspace-client.ts';
import { sendJson, type Rejection } from './answer.ts';
import { readBody } from './read-body.ts';

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Hands a call from the page to the workspace. What is not a call is rejected before anything runs. */
export async function answerCall(
  workspace: WorkspaceClient,
  request: IncomingMessage,
  response: ServerResponse,
  reject: (rejection: Rejection) => void,
): Promise<void> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return reject({ status: 415, code: 'bad-request', message: 'Galley takes calls as application/json.' });
  }
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === null) {
    response.setHeader('Connection', 'close');
    return reject({
      status: 413,
      code: 'too-large',
      message: 'This is too large to send at once: Galley takes up to 64 MB in one call.',
    });
  }
  const call = parseCall(body);
  if (call === null)
    return reject({
      status: 400,
      code: 'bad-request',
      message: 'Galley takes calls as JSON of the form {"name": …, "input": …}.',
    });
  sendJson(response, 200, await workspace.callForJson(call.name, call.input));
}

function parseCall(body: Buffer): { name: string; input: unknown } | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value !== 'object' || value === null || !('name' in value) || typeof value.name !== 'string')
      return null;
    return { name: value.name, input: 'input' in value ? value.input : undefined };
  } catch {
    return null;
  }
}
