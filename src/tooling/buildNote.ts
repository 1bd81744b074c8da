/** dist/build.json remembers for which address dist/ was built: the manifest and the help addresses name it. */
export const BUILD_NOTE = 'build.json';

export interface BuildNote {
  readonly baseUrl: string;
}
