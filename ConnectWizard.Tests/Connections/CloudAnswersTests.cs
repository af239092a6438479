using ConnectWizard.Wizard;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

/// <summary>The cloud's answers as changes to a draft.</summary>
public sealed class CloudAnswersTests
{
    private static readonly ServerTarget SpaceTech = new CloudFixture().Setup.TargetOf("spacetech");
    private static readonly ServerTarget Labs = new CloudFixture().Setup.TargetOf("labs");

    private static ConnectionDraft SignedIn => Drafts.Begun().WithProvider(ProviderKind.Services).WithAccount(CloudFixture.Ada.Id);

    [Fact]
    public void A_connection_bears_the_name_of_its_organization_until_it_is_given_another()
    {
        var chosen = SignedIn.WithOrganization(SpaceTech, "");
        chosen.Server.Name.ShouldBe("spacetech");
        chosen.WithOrganization(Labs, chosen.Server.Name).Server.Name.ShouldBe("labs");
        chosen.WithOrganization(Labs, " Mission ").Server.Name.ShouldBe("Mission");
    }

    [Fact]
    public void Another_organization_forgets_the_repository_of_a_pasted_address()
    {
        var pasted = SignedIn.WithPasted("spacetech", "App", "Site");
        pasted.WithPasted("SpaceTech", null, null).Server.PastedRepository.ShouldBe("Site");
        pasted.WithPasted("labs", null, null).Server.PastedRepository.ShouldBeNull();
    }

    [Fact]
    public void Another_organization_drops_what_was_answered_for_the_one_before()
    {
        var picked = SignedIn.WithOrganization(SpaceTech, "").WithCheck(CredentialId.New(), Drafts.Facts()).WithRepository(Drafts.Repository);
        picked.WithOrganization(SpaceTech, "").Repository.ShouldNotBeNull();
        picked.WithOrganization(Labs, "").ShouldSatisfyAllConditions(
            draft => (draft.Credential, draft.Facts, draft.Repository).ShouldBe((null, null, null)),
            draft => draft.Cloud.Organization.ShouldBe("labs"));
    }

    [Fact]
    public void A_token_takes_the_place_of_an_account_and_the_other_way_round()
    {
        var withToken = SignedIn.WithOrganization(SpaceTech, "").WithCloudToken();
        (withToken.Cloud.Account, withToken.Cloud.WithToken, withToken.Target).ShouldBe((null, true, null));
        withToken.WithOrganization(SpaceTech, "").WithCloudToken().Target.ShouldBe(SpaceTech);
        withToken.WithAccount(CloudFixture.Ada.Id).Cloud.WithToken.ShouldBeFalse();
    }

    [Fact]
    public void Who_signs_out_takes_the_organization_along()
    {
        var left = SignedIn.WithOrganization(SpaceTech, "").WithoutAccount();
        (left.Cloud.Account, left.Target, left.Cloud.Organization).ShouldBe((null, null, "spacetech"));
    }
}
