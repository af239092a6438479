namespace AzureDevOpsEmulator.Git.Seed;

internal static class CSharpProject
{
    public static IReadOnlyList<SeedStep> Steps(SeedNames names)
    {
        var (source, tests) = ($"src/{names.Identifier}", $"tests/{names.Identifier}.Tests");
        return
        [
            SeedProjects.Readme(names, "dotnet build\ndotnet test"),
            new("Ignore build output", (".gitignore", "bin/\nobj/\n*.user\n")),
            new(
                "Start the console program",
                ($"{source}/{names.Identifier}.csproj", Project),
                ($"{source}/Program.cs", Program(names, "ready"))),
            new("Keep telemetry samples", ($"{source}/Sample.cs", Sample(names))),
            SeedProjects.Pipeline("ubuntu-latest", "dotnet test"),
            new("Average samples over a window", ($"{source}/Window.cs", Window(names))),
            new("Test the window", ($"{tests}/WindowTests.cs", Test(names))),
            SeedProjects.Contributing,
            new("Greet with the program's name", ($"{source}/Program.cs", Program(names, $"{names.Identifier} is ready"))),
            new("Describe the sample format", ("docs/samples.md", "# Samples\n\nOne line per sample: time in UTC, channel, value.\n")),
        ];
    }

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net8.0</TargetFramework>
          </PropertyGroup>
        </Project>

        """;

    private static string Program(SeedNames names, string greeting) => $$"""
        namespace {{names.Identifier}};

        public static class Program
        {
            public static void Main() => System.Console.WriteLine("{{greeting}}");
        }

        """;

    private static string Sample(SeedNames names) => $$"""
        namespace {{names.Identifier}};

        public sealed record Sample(System.DateTimeOffset Time, string Channel, double Value);

        """;

    private static string Window(SeedNames names) => $$"""
        using System.Collections.Generic;
        using System.Linq;

        namespace {{names.Identifier}};

        public static class Window
        {
            public static double Average(IEnumerable<Sample> samples) => samples.Average(sample => sample.Value);
        }

        """;

    private static string Test(SeedNames names) => $$"""
        using Xunit;

        namespace {{names.Identifier}}.Tests;

        public class WindowTests
        {
            [Fact]
            public void Average_of_one_sample_is_its_value() =>
                Assert.Equal(2.5, Window.Average([new Sample(default, "bus", 2.5)]));
        }

        """;
}
