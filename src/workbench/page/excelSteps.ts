/** How to load the add-in into a real Excel, for the page and for what `npm start` prints. */
export interface PlatformSteps {
  readonly platform: string;
  readonly steps: readonly string[];
}

/** @param origin where the add-in is served, such as "https://localhost:3000". */
export function excelSteps(origin: string): readonly PlatformSteps[] {
  const manifest = `${origin}/manifest.xml`;
  return [
    {
      platform: 'Excel on the web',
      steps: [
        `Open ${origin} once in the same browser, so that it accepts this machine’s certificate.`,
        `Save ${manifest} as a file.`,
        'In a workbook choose Home > Add-ins > More Settings > Upload My Add-in and pick that file.',
      ],
    },
    {
      platform: 'Excel on Windows',
      steps: [
        `Save ${manifest} into a folder that is shared on the network.`,
        'File > Options > Trust Center > Trust Center Settings > Trusted Add-in Catalogs: add the folder’s network path and tick “Show in Menu”.',
        'Restart Excel and choose Home > Add-ins > Advanced > Shared Folder.',
      ],
    },
    {
      platform: 'Excel on the Mac',
      steps: [
        `Save ${manifest} into ~/Library/Containers/com.microsoft.Excel/Data/Documents/wef (create the folder if it is missing).`,
        'Restart Excel and choose Home > Add-ins: it is listed under Developer Add-ins.',
      ],
    },
  ];
}

/** An address that opens an Excel-on-the-web document with the add-in; `documentUrl` already has a query. */
export function excelOnTheWebAddress(documentUrl: string, port: string, manifestId: string): string {
  const sideload = new URLSearchParams({
    wdaddindevserverport: port,
    wdaddinmanifestfile: 'manifest.xml',
    wdaddinmanifestguid: manifestId,
  });
  return `${documentUrl}&${sideload}`;
}
