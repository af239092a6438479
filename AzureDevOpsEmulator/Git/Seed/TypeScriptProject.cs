namespace AzureDevOpsEmulator.Git.Seed;

internal static class TypeScriptProject
{
    public static IReadOnlyList<SeedStep> Steps(SeedNames names) =>
    [
        SeedProjects.Readme(names, "npm ci\nnpm test"),
        new("Set up the package", ("package.json", Package(names, "0.1.0")), (".gitignore", "node_modules/\ndist/\n")),
        new("Parse telemetry frames", ("src/frame.ts", Frame), ("src/index.ts", "export { parseFrame } from './frame';\n")),
        new("Compile strictly", ("tsconfig.json", CompilerOptions)),
        SeedProjects.Pipeline("ubuntu-latest", "npm ci && npm test"),
        new("Test frames without a checksum", ("test/frame.test.ts", Test)),
        new("Add a checksum", ("src/checksum.ts", Checksum), ("src/index.ts", Index)),
        SeedProjects.Contributing,
        new("Release 0.2.0", ("package.json", Package(names, "0.2.0")), ("CHANGELOG.md", "# Changes\n\n## 0.2.0\n\n- Checksums\n")),
        new("Format with two spaces", (".editorconfig", "root = true\n\n[*]\nindent_size = 2\nend_of_line = lf\n")),
    ];

    private const string Index = "export { checksum } from './checksum';\nexport { parseFrame } from './frame';\n";

    private const string CompilerOptions = """
        {
          "compilerOptions": { "strict": true, "target": "es2022", "outDir": "dist" }
        }

        """;

    private const string Frame = """
        export interface Frame {
          channel: string;
          value: number;
        }

        export function parseFrame(line: string): Frame {
          const [channel, value] = line.split(' ');
          return { channel, value: Number(value) };
        }

        """;

    private const string Checksum = """
        export function checksum(bytes: Uint8Array): number {
          return bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0);
        }

        """;

    private const string Test = """
        import assert from 'node:assert';
        import test from 'node:test';
        import { parseFrame } from '../src';

        test('a frame has a channel and a value', () => {
          assert.deepStrictEqual(parseFrame('bus 2.5'), { channel: 'bus', value: 2.5 });
        });

        """;

    private static string Package(SeedNames names, string version) => $$"""
        {
          "name": "@spacetech/{{names.Slug}}",
          "version": "{{version}}",
          "private": true,
          "scripts": { "test": "tsc && node --test dist/test" }
        }

        """;
}
