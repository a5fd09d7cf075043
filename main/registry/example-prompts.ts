import { emptyContent, type Content, type Message, type Variable } from '../../shared/content.ts';

type Example = {
  name: string;
  versions: { message: string; content: Content }[];
  /** Label moves in order; one without a version rolls the label back. */
  moves: { label: string; version?: number; reason: string }[];
};

function content(messages: Message[], variables: Variable[] = [], settings: Content['settings'] = {}): Content {
  return { ...emptyContent(), messages, variables, settings };
}

const ticketVariables: Variable[] = [
  { name: 'product', type: 'string', description: 'What the customer bought', example: 'Nimbus Cloud' },
  {
    name: 'ticket',
    type: 'json',
    description: 'The ticket: id, body, plan',
    example: { id: 4821, body: 'I was charged twice.', plan: 'enterprise' },
  },
];

/** Small enough to read in five minutes; between them they show roles, variables, conditions, loops, history and labels. */
export const examples: Example[] = [
  {
    name: 'examples/support/reply-drafter',
    versions: [
      {
        message: 'First draft',
        content: content(
          [
            {
              role: 'system',
              text: "You are a support agent for {{ product }}. Answer the customer's ticket in English.",
            },
            { role: 'user', text: 'Ticket {{ ticket.id }}:\n\n{{ ticket.body }}' },
          ],
          ticketVariables,
          { temperature: 0.4, maxTokens: 800 },
        ),
      },
      {
        message: 'Answer in the language of the ticket',
        content: content(
          [
            {
              role: 'system',
              text: "You are a support agent for {{ product }}. Answer the customer's ticket in the language it was written in.\n\nNever promise a refund.",
            },
            { role: 'user', text: 'Ticket {{ ticket.id }}:\n\n{{ ticket.body }}' },
          ],
          ticketVariables,
          { temperature: 0.2, maxTokens: 800 },
        ),
      },
      {
        message: 'Offer enterprise customers a call',
        content: content(
          [
            {
              role: 'system',
              text: "You are a support agent for {{ product }}. Answer the customer's ticket in the language it was written in.\n\n{% if ticket.plan == 'enterprise' %}\nOffer a call with their account manager.\n{% endif %}\nNever promise a refund.",
            },
            { role: 'user', text: 'Ticket {{ ticket.id }}:\n\n{{ ticket.body }}' },
          ],
          ticketVariables,
          { temperature: 0.2, maxTokens: 800 },
        ),
      },
    ],
    moves: [
      { label: 'production', version: 1, reason: 'First release' },
      { label: 'production', version: 2, reason: 'Replies in the customer’s language' },
      { label: 'staging', version: 3, reason: 'Try the account manager’s call' },
      { label: 'production', version: 3, reason: 'Enterprise customers asked for a call' },
      { label: 'production', reason: 'Account managers could not keep up with the calls' },
    ],
  },
  {
    name: 'examples/support/triage',
    versions: [
      {
        message: 'Sort tickets by urgency',
        content: content(
          [
            {
              role: 'system',
              text: 'Sort the support ticket into exactly one of these queues and answer with its name alone:\n{% for queue in queues %}\n- {{ queue }}\n{%- endfor %}',
            },
            { role: 'user', text: '{{ ticket }}' },
          ],
          [
            {
              name: 'queues',
              type: 'list',
              description: 'Names of the queues',
              example: ['billing', 'outage', 'how-to', 'other'],
            },
            {
              name: 'ticket',
              type: 'string',
              example: 'Nothing loads since this morning, and we have a launch at noon.',
            },
          ],
          { temperature: 0 },
        ),
      },
    ],
    moves: [{ label: 'production', version: 1, reason: 'First release' }],
  },
  {
    name: 'examples/writing/plain-words',
    versions: [
      {
        message: 'Rewrite for a wide audience',
        content: content(
          [
            {
              role: 'system',
              text: 'Rewrite the text so that a reader of twelve understands it. Keep every fact and every number.',
            },
            { role: 'user', text: '{{ text }}' },
          ],
          [
            {
              name: 'text',
              type: 'string',
              example: 'Photosynthesis converts radiant energy into chemical energy stored in carbohydrates.',
            },
          ],
        ),
      },
      {
        message: 'Say how long it may be',
        content: content(
          [
            {
              role: 'system',
              text: 'Rewrite the text so that a reader of twelve understands it, in at most {{ sentences }} sentences. Keep every fact and every number.',
            },
            { role: 'user', text: '{{ text }}' },
          ],
          [
            { name: 'sentences', type: 'number', default: 5 },
            {
              name: 'text',
              type: 'string',
              example: 'Photosynthesis converts radiant energy into chemical energy stored in carbohydrates.',
            },
          ],
        ),
      },
    ],
    moves: [{ label: 'production', version: 1, reason: 'First release' }],
  },
  {
    name: 'examples/writing/meeting-notes',
    versions: [
      {
        message: 'Decisions first',
        content: content(
          [
            {
              role: 'system',
              text: 'Turn the transcript into notes. Begin with the decisions, then who does what by when, then open questions. Leave out small talk. Where the transcript does not say, write “not said”.',
            },
            { role: 'user', text: 'Meeting of {{ date }}, with {{ people | join: ", " }}.\n\n{{ transcript }}' },
          ],
          [
            { name: 'date', type: 'string', example: '3 March' },
            { name: 'people', type: 'list', example: ['Ana', 'Ben', 'Ines'] },
            {
              name: 'transcript',
              type: 'string',
              example: 'Ana: Shall we ship on Friday? Ben: Yes, if the tests pass. Ines: I will tell the customers.',
            },
          ],
        ),
      },
    ],
    moves: [],
  },
  {
    name: 'examples/chat/tutor',
    versions: [
      {
        message: 'Ask before telling',
        content: content(
          [
            {
              role: 'system',
              text: 'You teach {{ subject }}. Never give the answer at once: ask one question that leads the pupil a step nearer, and praise what was right.',
            },
            { role: 'placeholder', text: 'history' },
            { role: 'user', text: '{{ question }}' },
          ],
          [
            { name: 'subject', type: 'string', default: 'mathematics' },
            { name: 'question', type: 'string', example: 'Why is a negative times a negative positive?' },
          ],
          { temperature: 0.7 },
        ),
      },
    ],
    moves: [{ label: 'staging', version: 1, reason: 'Try with the first class' }],
  },
];
