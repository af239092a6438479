namespace AzureDevOpsEmulator.Git.Seed;

/// <summary>One commit of a project that is to look real: its message, and the files it writes (path, text).</summary>
internal sealed record SeedStep(string Message, params IReadOnlyList<(string Path, string Text)> Files);
