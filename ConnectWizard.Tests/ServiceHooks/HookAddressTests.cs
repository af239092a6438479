using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks;

public sealed class HookAddressTests
{
    private static readonly ServerTarget Target = new(new ServerAddress("https", "azure.spacetech.example", 443, ""), "DefaultCollection");

    [Theory]
    [InlineData("https://builds.example/", false, true)]
    [InlineData("http://localhost:5080/", false, false)]
    [InlineData("http://localhost:5080/", true, true)]
    [InlineData("http://[::1]:5080/", false, false)]
    [InlineData(null, false, false)]
    public void An_address_of_this_machine_alone_is_good_for_a_server_on_this_machine_alone(string? address, bool isHere, bool works) =>
        (new HookAddress(() => address is null ? null : new Uri(address), _ => isHere).FindProblem(Target) is null).ShouldBe(works);

    [Fact]
    public void The_mark_is_found_at_whichever_address()
    {
        var hook = HookId.New();

        HookAddress.FindMark(new HookAddress(() => new Uri("https://old.example"), _ => false).Of(hook).AbsoluteUri).ShouldBe(hook);
        HookAddress.FindMark($"https://new.example:8443/HOOKS/{hook}").ShouldBe(hook);
        HookAddress.FindMark($"https://new.example/hooks/{hook}/more").ShouldBeNull();
        HookAddress.FindMark("nonsense").ShouldBeNull();
    }

    [Theory]
    [InlineData("https://builds.example", HookSecret.UserName, null)]
    [InlineData("http://builds.example", null, HookSecret.Header)]
    public void The_secret_travels_as_a_password_where_it_is_encrypted_and_in_a_header_where_not(string address, string? user, string? header)
    {
        var hook = new Hook
        {
            Id = HookId.New(),
            Workspace = WorkspaceId.Default,
            Connection = ConnectionId.New(),
            ProjectId = Guid.NewGuid(),
            RepositoryId = Guid.NewGuid(),
            Kind = HookKind.PullRequestMerged,
            State = HookState.Planned,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };

        var request = new HookAddress(() => new Uri(address), _ => false).RequestFor(hook, HookSecret.New());

        (request.UserName, request.Header, request.EventType).ShouldBe((user, header, "git.pullrequest.merged"));
    }
}
