using AzureDevOpsEmulator.Git.Objects;

namespace AzureDevOpsEmulator.Git;

/// <summary>What the Git server needs of a repository.</summary>
public interface IGitRepository
{
    /// <summary>The full name of the branch that HEAD means; it need not exist (an empty repository).</summary>
    string DefaultBranch { get; }

    IGitObjectStore Objects { get; }

    IGitRefStore Refs { get; }
}

/// <summary>A repository made of a store for objects and one for refs; in memory unless others are given.</summary>
public sealed class GitRepository(string defaultBranch, IGitObjectStore? objects = null, IGitRefStore? refs = null) : IGitRepository
{
    /// <inheritdoc/>
    public string DefaultBranch { get; set; } = defaultBranch;

    /// <inheritdoc/>
    public IGitObjectStore Objects { get; } = objects ?? new GitObjectStore();

    /// <inheritdoc/>
    public IGitRefStore Refs { get; } = refs ?? new GitRefStore();
}
