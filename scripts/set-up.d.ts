export declare const root: string
export declare function run(command: string, args: readonly string[]): void
export declare function installPackages(): void
export declare function buildBinaries(): void
