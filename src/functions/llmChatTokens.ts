import { conversationTokens } from '../engine/tokens/conversationTokens';
import { defineFunction } from './definition';

export const llmChatTokens = defineFunction({
  id: 'LLMCHATTOKENS',
  description: 'Tokens of a whole conversation in which every turn sends the history again.',
  category: 'API cost',
  arguments: [
    {
      name: 'turns',
      kind: 'number',
      unit: 'turns',
      min: 1,
      max: 100_000,
      whole: true,
      broadcast: true,
      description: 'Questions with their answers.',
      example: '5',
    },
    {
      name: 'system',
      kind: 'number',
      unit: 'tokens',
      min: 0,
      broadcast: true,
      description: 'System prompt and tool definitions, sent at every turn.',
      example: '500',
    },
    {
      name: 'user',
      kind: 'number',
      unit: 'tokens',
      min: 0,
      broadcast: true,
      description: 'One question.',
      example: '80',
    },
    {
      name: 'output',
      kind: 'number',
      unit: 'tokens',
      min: 0,
      broadcast: true,
      description: 'One answer.',
      example: '211',
    },
    {
      name: 'max_context',
      kind: 'number',
      unit: 'tokens',
      min: 0,
      aboveMin: true,
      optional: true,
      broadcast: true,
      description: 'What the model can hold; the oldest turns are left out when it is full. Blank sets no limit.',
      example: '128000',
    },
    {
      name: 'answer',
      kind: 'choice',
      choices: ['all', 'input', 'cacheable', 'output'],
      default: 'all',
      optional: true,
      description: 'all, or one of the three: input, the part of it that a prompt cache can serve, output.',
      example: '"input"',
    },
  ],
  returns: { shape: 'cell', unit: 'tokens per conversation' },
  examples: [
    {
      formula: '=LLMCHATTOKENS(5,500,80,211)',
      shows: 'input 5,810, of which a cache can serve 4,910, and output 1,055',
    },
    { formula: '=LLMCHATTOKENS({5;10;20},500,80,211,,"input")', shows: 'how the input grows with the turns' },
  ],
  formula: 'turn t sends system + t × user + (t − 1) × output; a cache can serve all of it but the new question',
  errors: ['chat-context-too-small'],
  evaluate({ turns, system, user, output, max_context, answer }) {
    const tokens = conversationTokens({
      turns,
      systemTokens: system,
      userTokens: user,
      outputTokens: output,
      ...(max_context === undefined ? {} : { maxContextTokens: max_context }),
    });
    if (answer === 'input' || answer === 'cacheable' || answer === 'output') return tokens[answer];
    return [
      ['input', tokens.input],
      ['cacheable', tokens.cacheable],
      ['output', tokens.output],
    ];
  },
});
