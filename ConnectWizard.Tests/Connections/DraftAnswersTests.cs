using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

public sealed class DraftAnswersTests
{
    private static ConnectionDraft Reviewed => Drafts.Checked().WithRepository(Drafts.Repository) with { Review = new ReviewAnswers("p", "main", true, false) };

    [Fact]
    public void Another_name_drops_nothing()
    {
        var draft = Reviewed;
        draft.WithServer(draft.Server with { Name = "Other" }).ShouldBe(draft with { Server = draft.Server with { Name = "Other" } });
    }

    [Theory]
    [InlineData("https://other.example.com", "DefaultCollection")]
    [InlineData("https://azure.example.com", "Other")]
    public void Another_url_or_collection_asks_for_the_token_again_and_drops_what_follows(string url, string collection)
    {
        var draft = Reviewed.WithServer(new ServerAnswers { Name = "SpaceTech", Url = url, Collection = collection });
        (draft.Target, draft.Credential, draft.Facts, draft.CheckAccepted, draft.Repository, draft.Review).ShouldBe((null, null, null, false, null, null));
        draft.Server.Name.ShouldBe("SpaceTech");
    }

    [Fact]
    public void The_same_target_again_keeps_its_credential() => Reviewed.WithTarget(Drafts.Target).ShouldSatisfyAllConditions(
        draft => draft.Credential.ShouldNotBeNull(),
        draft => draft.Repository.ShouldNotBeNull());

    [Fact]
    public void A_new_token_makes_the_check_due_and_keeps_the_repository() => Reviewed.WithNewToken().ShouldSatisfyAllConditions(
        draft => draft.Credential.ShouldBeNull(),
        draft => draft.CheckAccepted.ShouldBeFalse(),
        draft => draft.Repository.ShouldNotBeNull());

    [Fact]
    public void A_check_with_the_same_account_keeps_the_repository() =>
        Reviewed.WithCheck(CredentialId.New(), Drafts.Facts()).Repository.ShouldNotBeNull();

    [Fact]
    public void A_check_with_another_account_drops_the_repository() =>
        Reviewed.WithCheck(CredentialId.New(), Drafts.Facts("2")).Repository.ShouldBeNull();

    [Fact]
    public void A_new_token_of_another_account_drops_the_repository() =>
        Reviewed.WithNewToken().WithCheck(CredentialId.New(), Drafts.Facts("2")).Repository.ShouldBeNull();

    [Fact]
    public void Another_repository_drops_the_review_and_the_same_one_does_not()
    {
        Reviewed.WithRepository(Drafts.Repository).Review.ShouldNotBeNull();
        Reviewed.WithRepository(Drafts.Repository with { Id = Guid.NewGuid() }).Review.ShouldBeNull();
    }

    [Fact]
    public void Another_provider_drops_the_target_and_keeps_what_was_typed() => Reviewed.WithProvider(ProviderKind.Services).ShouldSatisfyAllConditions(
        draft => draft.Target.ShouldBeNull(),
        draft => draft.Credential.ShouldBeNull(),
        draft => draft.Server.Url.ShouldNotBeEmpty());
}
