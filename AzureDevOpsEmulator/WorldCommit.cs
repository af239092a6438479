using System.Text;
using AzureDevOpsEmulator.Changes;
using AzureDevOpsEmulator.Git.Objects;

namespace AzureDevOpsEmulator;

/// <summary>A commit of one file.</summary>
public sealed record WorldCommit
{
    public string Branch { get; init; } = "main";

    public string Message { get; init; } = "Change a file";

    /// <summary>The file that is written, made at need.</summary>
    public string Path { get; init; } = "CHANGES.md";

    /// <summary>The file's new text; something new each time when it is left out.</summary>
    public string? Content { get; init; }

    /// <summary>The author's name, where it is not the person who pushes.</summary>
    public string? Author { get; init; }

    /// <summary>Who pushes.</summary>
    public string? Person { get; init; }

    /// <param name="objects">The repository's.</param>
    /// <param name="tip">What it comes on top of; zeros for nothing.</param>
    /// <param name="pusher">Signs it, and is its author unless another is named.</param>
    internal PlannedCommit Plan(IGitObjectStore objects, ObjectId tip, GitSignature pusher)
    {
        var path = Path.TrimStart('/');
        var isThere = !tip.IsZero && FileTree.Read(objects, objects.GetCommit(tip).Tree).ContainsKey(path);
        var content = Encoding.UTF8.GetBytes(Content ?? $"{Message}\n{Guid.NewGuid()}\n");
        var author = Author is { Length: > 0 } name ? pusher with { Name = name } : pusher;
        return new PlannedCommit(
            Message, author, pusher, [new FileChange(isThere ? FileChangeKind.Edit : FileChangeKind.Add, path, content)]);
    }
}

/// <summary>A pull request between two branches of a repository.</summary>
public sealed record WorldPullRequest(string Source, string Target, string Title)
{
    public string? Description { get; init; }

    /// <summary>Who opens it.</summary>
    public string? Person { get; init; }
}
