using System.Text.Json;
using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

/// <summary>What servers call a ref or a commit, of which a build system may make a part of a command.</summary>
public sealed class GitNamesTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [Theory]
    [InlineData("refs/heads/main", true)]
    [InlineData("refs/heads/feature/größe-🚀", true)]
    [InlineData("refs/pull/7/merge", true)]
    [InlineData("refs/heads/-x", true)]
    [InlineData("refs/heads/$(reboot)", true)]
    [InlineData("main", false)]
    [InlineData("refs/", false)]
    [InlineData(null, false)]
    [InlineData("refs/heads/a b", false)]
    [InlineData("refs/heads/a..b", false)]
    [InlineData("refs/heads/.a", false)]
    [InlineData("refs/heads/a.", false)]
    [InlineData("refs/heads/a.lock", false)]
    [InlineData("refs/heads/a.lock/b", false)]
    [InlineData("refs/heads//a", false)]
    [InlineData("refs/heads/a/", false)]
    [InlineData("refs/heads/a\n", false)]
    [InlineData("refs/heads/a\u202Eb", false)]
    [InlineData("refs/heads/a:b", false)]
    [InlineData("refs/heads/a\\b", false)]
    [InlineData("refs/heads/a@{1}", false)]
    public void A_ref_is_what_git_would_have(string? name, bool isRef) => (RefName.Find(name)?.Value).ShouldBe(isRef ? name : null);

    [Fact]
    public void A_ref_has_at_most_512_characters()
    {
        RefName.Find("refs/heads/" + new string('a', 501)).ShouldNotBeNull();
        RefName.Find("refs/heads/" + new string('a', 502)).ShouldBeNull();
    }

    [Theory]
    [InlineData(Commit, Commit)]
    [InlineData("0123456789ABCDEF0123456789abcdef01234567", Commit)]
    [InlineData(Commit + "89abcdef0123456789abcdef", Commit + "89abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef", null)]
    [InlineData("0123456789abcdef0123456789abcdef0123456g", null)]
    [InlineData("0123456789abcdef0123456789abcdef01234567 ", null)]
    [InlineData(null, null)]
    public void A_commit_is_forty_or_sixty_four_digits(string? id, string? value) => (CommitId.Find(id)?.Value).ShouldBe(value);

    [Fact]
    public void What_was_stored_and_is_none_is_not_read()
    {
        JsonSerializer.Deserialize<CommitId>($"\"{Commit}\"")!.Value.ShouldBe(Commit);
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<CommitId>("\"--upload-pack=x\""));
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<RefName>("\"refs/heads/a b\""));
    }
}
