using AzureDevOpsEmulator.Git;
using AzureDevOpsEmulator.Git.Objects;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Git;

public sealed class GitRefStoreTests
{
    private const string Main = "refs/heads/main";
    private static readonly ObjectId FirstId = ObjectId.Parse(new string('a', 40));
    private static readonly ObjectId SecondId = ObjectId.Parse(new string('B', 40));
    private readonly GitRefStore _refs = new();

    [Fact]
    public void A_ref_is_created_moved_and_deleted()
    {
        _refs.TryUpdate(Main, expected: default, FirstId).ShouldBeTrue();
        _refs.TryUpdate(Main, FirstId, SecondId).ShouldBeTrue();
        _refs.List().ShouldBe([new GitRef(Main, SecondId)]);
        _refs.TryUpdate(Main, SecondId, value: default).ShouldBeTrue();
        _refs.List().ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_knows_an_old_value_only_changes_nothing()
    {
        _refs.TryUpdate(Main, expected: default, FirstId);

        _refs.TryUpdate(Main, expected: default, SecondId).ShouldBeFalse();
        _refs.TryUpdate(Main, SecondId, value: default).ShouldBeFalse();
        _refs.List().ShouldBe([new GitRef(Main, FirstId)]);
    }

    [Theory]
    [InlineData("refs/heads/main")]
    [InlineData("refs/heads/feature/größe")]
    [InlineData("refs/heads/a@b")]
    [InlineData("refs/heads/.hidden")]
    [InlineData("refs/heads/a..b")]
    [InlineData("refs/heads/a b")]
    [InlineData("refs/heads/a.lock")]
    [InlineData("refs/heads/a/")]
    [InlineData("refs/heads//a")]
    [InlineData("refs/heads/a.")]
    [InlineData("refs/heads/a~1")]
    [InlineData("refs/heads/@{u}")]
    [InlineData("refs/heads/a\u007fb")]
    public async Task Names_are_judged_as_Git_judges_them(string name)
    {
        var (exitCode, _, _) = await new GitProgram(Path.GetTempPath()).TryAsync(
            TestContext.Current.CancellationToken, "check-ref-format", name);

        GitRefName.IsValid(name).ShouldBe(exitCode == 0);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("heads/main")]
    [InlineData("refs/main")]
    [InlineData("refs/heads/a..b")]
    public void A_bad_name_is_refused(string name) => Should.Throw<ArgumentException>(() => _refs.TryUpdate(name, default, FirstId));
}
