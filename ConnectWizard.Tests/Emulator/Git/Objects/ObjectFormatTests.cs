using AzureDevOpsEmulator.Git.Objects;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Git.Objects;

/// <summary>Our objects against those that the real Git makes of the same things.</summary>
public sealed class ObjectFormatTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly GitObjectStore _objects = new();
    private readonly GitProgram _git;

    public ObjectFormatTests() => _git = new GitProgram(_folder.Path);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _git.RunAsync(Ct, "init", "-q");

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("")]
    [InlineData("Grüße aus Weilheim\n")]
    public async Task A_blob_has_the_name_that_Git_gives_it(string text)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "file"), text, Ct);

        var expected = await _git.RunAsync(Ct, "hash-object", "file");

        _objects.PutText(text).ToString().ShouldBe(expected);
    }

    [Fact]
    public async Task A_tree_is_sorted_as_Git_sorts_it()
    {
        string[] paths = ["a", "a.b", "a-b/c", "A/z", "ab/c/d", "é", "\U0001F680", "\uFB01", "a0", "lib/x", "lib.txt", "lib-x"];
        foreach (var path in paths)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Path, path))!);
            await File.WriteAllTextAsync(Path.Combine(_folder.Path, path), path, Ct);
        }

        await _git.RunAsync(Ct, "add", ".");
        var expected = await _git.RunAsync(Ct, "write-tree");

        var files = paths.Select(path => KeyValuePair.Create(path, new GitFile(_objects.PutText(path))));
        FileTree.Write(_objects, files).ToString().ShouldBe(expected);
    }

    [Fact]
    public async Task A_commit_has_the_name_that_Git_gives_it()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "a"), "a", Ct);
        await _git.RunAsync(Ct, "add", ".");
        string[] author = ["--date=1700000000 +0530", "--author=Priya Nair <priya@spacetech.example>"];
        await _git.RunAsync(Ct, ["commit", "-q", .. author, "-m", "Größe\n\nBody"]);
        var committed = await _git.RunAsync(Ct, "log", "-1", "--format=%cI");
        var committer = new GitSignature("Test", "test@spacetech.example", DateTimeOffset.Parse(committed, null));
        var priya = new GitSignature(
            "Priya Nair", "priya@spacetech.example", DateTimeOffset.FromUnixTimeSeconds(1700000000).ToOffset(TimeSpan.FromHours(5.5)));
        var tree = FileTree.Write(_objects, [KeyValuePair.Create("a", new GitFile(_objects.PutText("a")))]);

        var commit = new GitCommit(tree, [], priya, committer, "Größe\n\nBody").ToObject();

        commit.Id.ToString().ShouldBe(await _git.RunAsync(Ct, "rev-parse", "HEAD"));
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var when = new DateTimeOffset(2024, 2, 29, 23, 59, 59, TimeSpan.FromHours(-3.5));
        var signature = new GitSignature("Grace Chen", "grace.chen@spacetech.example", when);
        var parent = _objects.PutCommit([KeyValuePair.Create("x", "x")], signature, "First");
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["README.md"] = "Hi", ["src/deep/file.txt"] = "there" };

        var commit = _objects.GetCommit(_objects.PutCommit(files, signature, "Second\n\nWith a body", parent));

        commit.Author.ShouldBe(signature);
        commit.Author.When.Offset.ShouldBe(TimeSpan.FromHours(-3.5));
        commit.Parents.ShouldBe([parent]);
        commit.Message.ShouldBe("Second\n\nWith a body\n");
        FileTree.Read(_objects, commit.Tree)
            .Select(file => KeyValuePair.Create(file.Key, _objects.Get(file.Value.Blob).ContentAsText()))
            .ShouldBe(files, ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../b")]
    [InlineData("a//b")]
    [InlineData(".GIT/config")]
    public void A_path_that_leaves_the_repository_is_refused(string path) =>
        Should.Throw<ArgumentException>(() => FileTree.Write(_objects, [KeyValuePair.Create(path, new GitFile(_objects.PutText("")))]));

    [Fact]
    public void A_path_cannot_be_file_and_folder()
    {
        var file = new GitFile(_objects.PutText(""));

        Should.Throw<ArgumentException>(() => FileTree.Write(_objects, [KeyValuePair.Create("a", file), KeyValuePair.Create("a/b", file)]));
    }
}
