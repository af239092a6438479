using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Git;

public sealed class PartialCloneTests : GitServerFixture
{
    public static TheoryData<string, string, string> Filters => new()
    {
        { "protocol.version=0", "blob:none", "blob" },
        { "protocol.version=2", "blob:none", "blob" },
        { "protocol.version=0", "tree:0", "tree" },
        { "protocol.version=2", "tree:0", "tree" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task What_is_filtered_out_is_fetched_when_it_is_needed(string protocol, string filter, string missing)
    {
        Grow(3);
        await Git.RunAsync(Ct, "-c", protocol, "clone", "--quiet", "--no-checkout", $"--filter={filter}", Host.Url, "clone");
        var clone = Git.In("clone");
        var kinds = await clone.RunAsync(Ct, "cat-file", "--batch-check=%(objecttype)", "--batch-all-objects");
        kinds.Split('\n').ShouldNotContain(kind => kind == missing);

        await clone.RunAsync(Ct, "-c", protocol, "checkout", "--quiet", "main");

        (await File.ReadAllTextAsync(Path.Combine(clone.Folder, "src", "a.txt"), Ct)).ShouldBe("main 3\n");
        (await clone.RunAsync(Ct, "status", "--porcelain")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_filter_is_refused()
    {
        Grow(1);

        (await Git.TryAsync(Ct, "clone", "--filter=blob:limit=1k", Host.Url, "clone")).ExitCode.ShouldBe(128);
    }
}
