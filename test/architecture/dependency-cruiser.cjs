/** The one-way imports of src/README.md. `npm run architecture` checks src/; architecture.test.ts plants a forbidden import. */
const rooms = [
  'engine',
  'catalog',
  'feeds',
  'functions',
  'sheets',
  'portable',
  'workbook',
  'runtime',
  'taskpane',
  'workbench',
  'tooling',
];
const mayImport = {
  engine: [],
  catalog: ['engine'],
  feeds: ['catalog', 'engine'],
  functions: ['catalog', 'engine'],
  sheets: [],
  portable: ['sheets', 'functions', 'workbook', 'catalog', 'engine'],
  workbook: ['sheets', 'catalog', 'engine'],
  runtime: ['portable', 'sheets', 'functions', 'workbook', 'feeds', 'catalog', 'engine'],
  taskpane: ['runtime', 'portable', 'sheets', 'functions', 'workbook', 'feeds', 'catalog', 'engine'],
};

const roomRules = Object.entries(mayImport).map(([room, allowed]) => ({
  name: `${room}-imports-one-way`,
  comment: `src/${room} may import ${allowed.length ? allowed.join(', ') : 'nothing outside itself'}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'pure-rooms-import-no-packages',
      comment: 'The engine is arithmetic: no package may decide a number.',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'core'] },
    },
    {
      name: 'excel-host-stands-alone',
      comment: 'The host knows nothing of the add-in or of the grid.',
      severity: 'error',
      from: { path: '^src/workbench/excel-host/' },
      to: { path: '^src/', pathNot: '^src/workbench/excel-host/' },
    },
    {
      name: 'workbench-knows-only-definitions-and-formats',
      severity: 'error',
      from: { path: '^src/workbench/(grid|page)/' },
      to: { path: '^src/(taskpane|runtime|workbook|feeds|tooling)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nobody-imports-tooling',
      severity: 'error',
      from: { path: `^src/(${rooms.filter((room) => room !== 'tooling').join('|')})/` },
      to: { path: '^src/tooling/' },
    },
    {
      name: 'react-only-in-the-pane',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(taskpane|workbench/page)/' },
      to: { path: '(^|/)node_modules/(react|react-dom|@fluentui)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
