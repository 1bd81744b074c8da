/** A model of OpenRouter's list. @source OpenRouterTeam/typescript-sdk src/models/model.ts, read 2026-11-24 */
export const openRouterRecord = (id: string, pricing: object, more: object = {}) => ({
  ...{ id, canonical_slug: id, name: `Name of ${id}`, created: 1_755_000_000, context_length: 163_840 },
  architecture: {
    modality: 'text->text',
    input_modalities: ['text'],
    output_modalities: ['text'],
    tokenizer: 'DeepSeek',
    instruct_type: null,
  },
  top_provider: { context_length: 163_840, max_completion_tokens: 65_536, is_moderated: false },
  ...{ per_request_limits: null, supported_parameters: ['tools'], default_parameters: {}, pricing },
  ...more,
});
