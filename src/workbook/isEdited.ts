import { pricesChecksum } from './checksum';
import { keyedRows } from './keyedRows';
import { GPU_TABLE, LLM_TABLE } from './priceTableLayout';
import type { TablesSurvey } from './surveyTables';
import type { KeyedRow } from './tableContent';

/** Some cell of ours differs from what the stamp vouches for. */
export async function isEdited(survey: TablesSurvey): Promise<boolean> {
  const { stamp } = survey;
  if (typeof stamp !== 'object' || stamp.state !== 'ok') return true;
  const shown = { llm: keyedRows(survey.tables.llm), gpu: keyedRows(survey.tables.gpu) };
  return (await pricesChecksum(priceTables(shown))) !== stamp.sha256;
}

/** The tables whose cells the stamp's checksum covers. */
export function priceTables({ llm, gpu }: Readonly<Record<'llm' | 'gpu', readonly KeyedRow[]>>) {
  return [
    { layout: LLM_TABLE, rows: llm },
    { layout: GPU_TABLE, rows: gpu },
  ];
}
