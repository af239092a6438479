using AzureDevOpsEmulator.Git;
using AzureDevOpsEmulator.Git.Objects;
using ConnectWizard.Emulator.Tls;
using Xunit;

namespace ConnectWizard.Emulator.Git;

/// <summary>A known repository on a Git host, and the real Git in an empty folder.</summary>
public abstract class GitServerFixture : IAsyncLifetime
{
    private static readonly GitSignature Author =
        new("Zoë Fischer", "zoe.fischer@spacetech.example", new DateTimeOffset(2024, 3, 1, 9, 30, 0, TimeSpan.FromHours(1)));

    private readonly TemporaryFolder _folder = new();

    private protected GitRepository Repository { get; } = new("refs/heads/main");

    private protected GitHost Host { get; private set; } = null!;

    private protected GitProgram Git { get; private set; } = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Git = new GitProgram(_folder.Path);
        Host = await GitHost.StartAsync(Repository, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Adds commits, an hour apart, each changing one file of several, to a branch.</summary>
    private protected ObjectId Grow(int commits, string branch = "main", ObjectId? from = null)
    {
        var name = GitRefName.Branches + branch;
        var before = Repository.Refs.List().FirstOrDefault(entry => entry.Name == name)?.Target ?? default;
        var tip = from ?? before;
        for (var i = 0; i < commits; i++)
        {
            var number = tip.IsZero ? 1 : Repository.Objects.Walk([tip]).Count() + 1;
            var author = Author with { When = Author.When.AddHours(number) };
            var files = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["README.md"] = "# Grüße\n",
                ["src/a.txt"] = $"{branch} {number}\n",
                ["src.txt"] = new string('x', 100_000), // sorts before the folder src, and fills more than one packet
                ["src/deep/er/b.txt"] = "",
            };
            tip = Repository.Objects.PutCommit(files, author, $"Commit {number} on {branch}", tip.IsZero ? [] : [tip]);
        }

        Repository.Refs.TryUpdate(name, before, tip);
        return tip;
    }

    private protected ObjectId Tag(string name, ObjectId commit)
    {
        var tag = new GitTag(commit, GitObjectKind.Commit, name, Author, "A release").ToObject();
        Repository.Refs.TryUpdate(GitRefName.Tags + name, default, Repository.Objects.Put(tag));
        return tag.Id;
    }

    private protected static async Task<int> CountAsync(GitProgram clone, string revision) =>
        int.Parse(await clone.RunAsync(Ct, "rev-list", "--count", revision), System.Globalization.CultureInfo.InvariantCulture);
}
