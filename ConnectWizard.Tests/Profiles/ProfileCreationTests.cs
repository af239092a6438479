using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using ConnectWizard.Wizard;
using Shouldly;
using Xunit;

namespace ConnectWizard.Profiles;

public sealed class ProfileCreationTests
{
    private static readonly ReviewAnswers Review = new("Rover nightly", "main", TriggerPush: true, TriggerPullRequest: false);
    private static readonly RepositoryChoice Rover = new(RepositorySamples.Id("rover"), "Rover Größe", RepositorySamples.Id("Mars"), "Mars & Moon", "main");

    [Theory]
    [InlineData("", "https://azure.spacetech.example/Space%20Missions/Mars%20%26%20Moon/_git/Rover%20Gr%C3%B6%C3%9Fe")]
    [InlineData("/tfs", "https://azure.spacetech.example/tfs/Space%20Missions/Mars%20%26%20Moon/_git/Rover%20Gr%C3%B6%C3%9Fe")]
    public void The_clone_address_is_built_from_our_own_address(string virtualDirectory, string url)
    {
        var target = RepositorySamples.Target with { Address = RepositorySamples.Target.Address with { VirtualDirectory = virtualDirectory } };
        ProfileCreation.CloneUrlOf(target, Rover).AbsoluteUri.ShouldBe(url);
    }

    [Fact]
    public void Connection_and_profile_carry_the_answers()
    {
        var draft = new DraftFixture().Draft with { Repository = Rover, Review = Review };
        var (connection, profile) = ProfileCreation.Of(draft, DateTimeOffset.UnixEpoch).Value!;
        (connection.Name, connection.Target, connection.Credential, connection.Facts).ShouldBe(("SpaceTech", draft.Target!, draft.Credential!.Value, draft.Facts!));
        (connection.Health, connection.LastProblem).ShouldBe((ConnectionHealth.Good, null));
        (profile.Name, profile.Branch, profile.TriggerPush, profile.TriggerPullRequest).ShouldBe(("Rover nightly", "main", true, false));
        (profile.Connection, profile.Repository, profile.Workspace).ShouldBe((connection.Id, Rover, draft.Workspace));
    }

    [Fact]
    public void A_check_that_warned_makes_a_connection_with_a_warning()
    {
        var draft = new DraftFixture().Draft;
        var (connection, _) = ProfileCreation.Of(
            draft with { Repository = Rover, Review = Review, Facts = draft.Facts! with { Warnings = [ProblemCode.LinksLocalhost] } }, DateTimeOffset.UnixEpoch).Value!;
        (connection.Health, connection.LastProblem).ShouldBe((ConnectionHealth.Warning, ProblemCode.LinksLocalhost));
    }

    [Fact]
    public void A_draft_that_lacks_an_answer_makes_nothing() =>
        ProfileCreation.Of(new DraftFixture().Draft with { Review = Review }, DateTimeOffset.UnixEpoch).Problem!.Code.ShouldBe(ProblemCode.CredentialNeeded);
}
