namespace AzureDevOpsEmulator.Git.Seed;

/// <summary>The kinds of project that repositories hold, each as its first ten commits.</summary>
internal static class SeedProjects
{
    /// <summary>A project has at least so many commits, and at most ten.</summary>
    public const int FewestSteps = 3;

    public static IReadOnlyList<Func<SeedNames, IReadOnlyList<SeedStep>>> Kinds { get; } =
        [CSharpProject.Steps, TypeScriptProject.Steps, PythonProject.Steps];

    public static SeedStep Readme(SeedNames names, string build) => new(
        "Add README",
        ("README.md", $"# {names.Title}\n\nPart of the SpaceTech ground segment.\n\n## Build\n\n```\n{build}\n```\n"));

    public static SeedStep Pipeline(string image, string script) => new(
        "Build every push",
        ("azure-pipelines.yml", $"""
            trigger:
              - main
            pool:
              vmImage: {image}
            steps:
              - script: {script}
                displayName: Build and test

            """));

    public static SeedStep Contributing { get; } = new(
        "Say how to contribute",
        ("CONTRIBUTING.md", "# Contributing\n\nBranch from `main`, open a pull request, ask one colleague to review.\n"));
}
