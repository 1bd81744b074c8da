export const LIBRE_OFFICE_NEEDED: string;
export function findLibreOffice(): string | undefined;
export function installLibreOffice(): string | undefined;
