/**
 * `npm run build` makes dist/: the add-in, and the workbench that plays Excel for it.
 * `--env baseUrl=https://…` sets the address it will be hosted at, `--env namespace=LLM` a prefix for the functions.
 */
const { readFileSync } = require('node:fs');
const path = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');
const HtmlWebpackPlugin = require('html-webpack-plugin');
const { LicenseWebpackPlugin } = require('license-webpack-plugin');
const MiniCssExtractPlugin = require('mini-css-extract-plugin');
const MinimizerPlugin = require('minimizer-webpack-plugin');
const { require: requireTypeScript } = require('tsx/cjs/api');
const { DefinePlugin, sources } = require('webpack');

const dist = path.join(__dirname, 'dist');
const source = (file) => path.join(__dirname, 'src', file);

module.exports = (env = {}, { mode = 'production' } = {}) => [functions(env, mode), pane(mode), workbench(mode)];
module.exports.workbenchConfig = workbenchConfig;

/** functions.js is one self-contained file that runs alone; what it fetches later are whole chunks of their own. */
function functions(env, mode) {
  const { stripHelpTexts } = requireTypeScript('./src/tooling/stripHelpTexts.ts', __filename);
  return {
    ...common(mode, () => ({ before: [stripHelpTexts] })),
    name: 'functions',
    target: ['web', 'es2020'],
    entry: { functions: source('runtime/functionsEntry.ts') },
    output: output('functions', 'later'),
    optimization: { splitChunks: false },
    plugins: [new BuiltTextsPlugin({ baseUrl: env.baseUrl, namespace: env.namespace }), notices('functions')],
  };
}

/** The page of the pane; its UI libraries are chunks that taskpane.js fetches when the functions are registered. */
function pane(mode) {
  return {
    ...common(mode),
    name: 'pane',
    target: ['web', 'es2020'],
    entry: { taskpane: source('taskpane/main.ts') },
    output: output('pane', 'pane'),
    plugins: [
      new HtmlWebpackPlugin({
        filename: 'taskpane.html',
        template: source('taskpane/taskpane.html'),
        inject: 'head',
        scriptLoading: 'blocking',
      }),
      new CopyPlugin({ patterns: [{ from: 'assets', to: 'assets', globOptions: { ignore: ['**/*.svg'] } }] }),
      withoutFolders(),
      notices('pane'),
    ],
  };
}

function output(uniqueName, chunkFolder) {
  return {
    path: dist,
    publicPath: '',
    filename: '[name].js',
    chunkFilename: `${chunkFolder}/[name]-[contenthash:8].js`,
    uniqueName,
    clean: { keep: (file) => !file.startsWith(`${chunkFolder}/`) }, // the other builds write here, too
  };
}

/** Modules for the browser, split so that the add-in's frame starts before the grid is parsed. */
function workbench(mode) {
  const config = workbenchConfig({
    mode,
    entry: source('workbench/page/main.ts'),
    outputPath: path.join(dist, 'workbench'),
  });
  const page = new HtmlWebpackPlugin({
    filename: 'index.html',
    templateContent: readFileSync(source('workbench/page/index.html'), 'utf8'), // the template loader is no ES module
    scriptLoading: 'module',
  });
  return { ...config, plugins: [...config.plugins, page] };
}

/** Also used by the browser tests, for a page that holds the grid alone. */
function workbenchConfig({ mode, entry, outputPath }) {
  return {
    ...common(mode),
    name: 'workbench',
    target: ['web', 'es2020'],
    experiments: { outputModule: true },
    entry: { main: entry },
    output: {
      path: outputPath,
      publicPath: 'auto',
      module: true,
      chunkFormat: 'module',
      filename: '[name].js',
      chunkFilename: 'chunks/[contenthash:12].js',
      assetModuleFilename: 'chunks/[contenthash:12][ext]',
      clean: true,
    },
    plugins: [
      new MiniCssExtractPlugin({ filename: '[name].css', chunkFilename: 'chunks/[contenthash:12].css' }),
      withoutFolders(),
      notices('workbench'),
    ],
  };
}

function common(mode, getCustomTransformers) {
  return {
    mode,
    context: __dirname,
    devtool: mode === 'production' ? false : 'source-map',
    resolve: { extensions: ['.ts', '.tsx', '.js'], alias: { '@zip.js/zip.js$': zipWithoutWorkers() } },
    performance: { hints: false },
    // several times faster than the default on the grid's six megabytes
    optimization: { minimizer: [new MinimizerPlugin({ minify: MinimizerPlugin.swcMinify })] },
    stats: 'errors-warnings',
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          loader: 'ts-loader',
          options: {
            transpileOnly: true,
            onlyCompileBundledFiles: true,
            compilerOptions: { noEmit: false },
            getCustomTransformers,
          },
        },
        { test: /\.css$/, use: [MiniCssExtractPlugin.loader, 'css-loader'] },
      ],
    },
  };
}

/** A quarter of the library: the pages' policy allows neither its workers nor its WebAssembly, the browser has both codecs. */
function zipWithoutWorkers() {
  return path.join(path.dirname(require.resolve('@zip.js/zip.js/package.json')), 'lib', 'zip-core-custom.js');
}

/** zip.js would look for its workers beside itself: webpack would write the folder of this checkout into the build. */
function withoutFolders() {
  return new DefinePlugin({ 'import.meta.url': '""' });
}

/** The licences of the packages that went into a build, as their authors ask. */
function notices(build) {
  return new LicenseWebpackPlugin({
    perChunkOutput: false,
    outputFilename: `notices-${build}.txt`,
    stats: { warnings: false, errors: true },
    // its ESM folder has a package.json of its own, beside which the plugin looks for the licence
    licenseTextOverrides: {
      'gpt-tokenizer': readFileSync(
        require.resolve('gpt-tokenizer/package.json').replace(/package\.json$/, 'LICENSE'),
        'utf8',
      ),
    },
  });
}

/** functions.json, the help pages and manifest.xml, made from the function definitions. */
class BuiltTextsPlugin {
  constructor(variant) {
    this.variant = variant;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap('BuiltTextsPlugin', (compilation) => {
      const stage = compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: 'BuiltTextsPlugin', stage }, () => {
        const { builtTexts } = requireTypeScript('./src/tooling/builtTexts.ts', __filename);
        for (const [file, text] of Object.entries(builtTexts(this.variant))) {
          compilation.emitAsset(file, new sources.RawSource(text));
        }
      });
    });
  }
}
