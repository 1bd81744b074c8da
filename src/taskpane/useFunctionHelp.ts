import { useEffect, useState } from 'react';
import { FUNCTION_HELP_FILE, type FunctionHelpFile } from '../functions/functionHelp';

/** What the build wrote about every function, fetched once from beside the page. */
export function useFunctionHelp(): FunctionHelpFile | 'loading' | 'failed' {
  const [help, setHelp] = useState<FunctionHelpFile | 'loading' | 'failed'>('loading');
  useEffect(() => {
    const leaving = new AbortController();
    fetchHelp(leaving.signal)
      .then(setHelp)
      .catch(() => leaving.signal.aborted || setHelp('failed'));
    return () => leaving.abort();
  }, []);
  return help;
}

/** @throws when the server does not answer, or when the signal is aborted */
export async function fetchHelp(signal: AbortSignal): Promise<FunctionHelpFile> {
  const response = await fetch(FUNCTION_HELP_FILE, { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return (await response.json()) as FunctionHelpFile;
}
