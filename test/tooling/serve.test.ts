import { instructions } from '../../src/tooling/serve';

const certificate = { key: '', cert: '', trust: 'untrusted' as const, authorityFile: '/home/me/ca.crt' };

test('the address of the workbench comes first, then what the browser will ask', () => {
  const text = instructions('https://localhost:3001', certificate);
  expect(text).toContain('https://localhost:3001/workbench/');
  expect(text).toMatch(/not trusted here: the browser will ask once/);
  expect(text).toContain('npm run certs');
  expect(text.indexOf('/workbench/')).toBeLessThan(text.indexOf('not trusted'));
});

test('a trusted certificate needs one line', () => {
  const text = instructions('https://localhost:3000', { ...certificate, trust: 'installed' });
  expect(text).toContain('trusted on this machine');
  expect(text).not.toContain('certs');
});

test('each platform is told how to load the manifest of this very server', () => {
  const text = instructions('https://localhost:3001', certificate);
  for (const platform of ['Excel on the web', 'Excel on Windows', 'Excel on the Mac']) expect(text).toContain(platform);
  expect(text.match(/https:\/\/localhost:3001\/manifest\.xml/g)!.length).toBeGreaterThanOrEqual(4);
});

test('a workbook in Excel on the web gets an address that loads the add-in into it', () => {
  const text = instructions(
    'https://localhost:3001',
    certificate,
    'https://example.sharepoint.com/x/Doc.aspx?sourcedoc=1',
  );
  expect(text).toContain(
    'https://example.sharepoint.com/x/Doc.aspx?sourcedoc=1&wdaddindevserverport=3001&wdaddinmanifestfile=manifest.xml&wdaddinmanifestguid=6f1c2a7e-3d8b-4c52-9a41-0e7b5d9c4f13',
  );
});
