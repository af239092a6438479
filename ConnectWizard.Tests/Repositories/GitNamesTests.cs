using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

public sealed class GitNamesTests
{
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
    [InlineData("refs/heads/a.lock", false)]
    [InlineData("refs/heads//a", false)]
    [InlineData("refs/heads/a/", false)]
    [InlineData("refs/heads/a\n", false)]
    [InlineData("refs/heads/a:b", false)]
    [InlineData("refs/heads/a@{1}", false)]
    public void A_ref_is_what_git_would_have(string? name, bool isRef) => GitNames.IsRef(name).ShouldBe(isRef);

    [Theory]
    [InlineData("0123456789abcdef0123456789ABCDEF01234567", true)]
    [InlineData("0123456789abcdef", false)]
    [InlineData("0123456789abcdef0123456789abcdef0123456g", false)]
    [InlineData(null, false)]
    public void A_commit_is_forty_or_sixty_four_digits(string? id, bool isCommit) => GitNames.IsCommit(id).ShouldBe(isCommit);
}
